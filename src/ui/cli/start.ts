/** What every command needs and `--help` does not, in one piece: each file that is loaded costs a millisecond. */
export { Context } from './context.ts'
export { NodeLink } from './node-link.ts'
export { parse } from './parse.ts'
