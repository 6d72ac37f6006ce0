import type { enSearch } from './en-search.ts'

/** What the search says, in Chinese. */
export const zhSearch: typeof enSearch = {
  placeholder: '要找的词，以及范围',
  filters: 'from:名字  in:会话  since:2d  until:2026-11-01  type:text',
  fills: '补全筛选条件',
  complete: values => `Tab：${values}`,
  typeSomething: '请输入要找的词。',
  running: '正在查找……',
  nothing: '没有找到。',
  found: (count, more) => `找到 ${count}${more ? '+' : ''} 条`,
  notUnderstood: (filter, value) =>
    filter === 'type'
      ? `type:${value} 不是 text、picture、file、audio、video、shake、call、system 之一。`
      : `${filter}:${value} 不是时间。请给出日期，或 2h、7d 这样的时长。`,
  sealed: names => `已封存，未查找：${names}。打开后可用 in:名字 在其中查找。`,
  indexing: '正在建立索引',
  inside: name => `在 ${name} 中`,
  open: '到原处查看',
}
