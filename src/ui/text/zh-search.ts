import type { enSearch } from './en-search.ts'

/** Words about search, in Chinese. */
export const zhSearch: typeof enSearch = {
  nothing: '没有找到。',
  sealed: names => `没有查找已封存的会话：${names}。打开之后可用 --in 查找。`,
  more: option => `更多：${option}`,
}
