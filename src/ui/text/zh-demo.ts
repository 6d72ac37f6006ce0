import type { enDemo } from './en-demo.ts'

/** Words of the demo, in Chinese. */
export const zhDemo: typeof enDemo = {}
