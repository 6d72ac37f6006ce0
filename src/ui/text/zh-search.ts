import type { enSearch } from './en-search.ts'

/** Words about search, in Chinese. */
export const zhSearch: typeof enSearch = {
  nothing: '没有找到。',
  more: option => `更多：${option}`,
}
