/**
 * Screens that are compared with kept ones, in files beside the tests: each at three sizes, with the cursor. `npm test -- unit screens -u`
 * keeps them anew; look at each of them before you commit it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Tmux } from './tmux.ts'

const FOLDER = join(import.meta.dirname, '../ui/tui/screens')
/** One pane, two panes, and much room. */
export const SIZES = [
  { columns: 60, rows: 18 },
  { columns: 100, rows: 30 },
  { columns: 160, rows: 45 },
] as const
/** Milliseconds in which a screen becomes the kept one, on a machine with much else to do. */
const PATIENCE_MS = 20_000
/** `-u`: nothing is waited for, since it may not come. */
const ANEW = process.env.EARSHOT_TEST_UPDATE === '1'
/** A screen that stayed the same for so long, in milliseconds, is done. */
const SETTLED_MS = 400

/** Compares the screen at each size with the kept one. The terminal has the middle size afterwards. */
export async function keptAtEachSize(tmux: Tmux, name: string): Promise<void> {
  const kept = ANEW ? [] : keptParts(name)
  const parts: string[] = []
  const at = ({ columns, rows }: (typeof SIZES)[number], known: string | undefined): Promise<string> => {
    tmux.resize(columns, rows)
    return settled(() => `── ${columns} × ${rows}\n${withCursor(tmux)}\n`, known)
  }
  for (const [number, size] of SIZES.entries()) parts.push(await at(size, kept[number]))
  // A key that comes before the screen is drawn again would be waited for in vain by what looks at the screen.
  await at(SIZES[1], parts[1])
  await expect(parts.join('\n')).toMatchFileSnapshot(pathOf(name))
}

/** Compares the screen's text and styles, at the size that it has, with the kept ones. Escape characters are shown as ␛. */
export async function keptWithStyles(tmux: Tmux, name: string): Promise<string> {
  const [kept] = ANEW ? [] : keptParts(name)
  const screen = await settled(() => `${tmux.styled.replaceAll('\x1b', '␛')}\n`, kept)
  await expect(screen).toMatchFileSnapshot(pathOf(name))
  return screen
}

function withCursor(tmux: Tmux): string {
  const { x, y, shown } = tmux.cursor
  return `${tmux.screen}\n── ${shown ? `cursor in column ${x}, row ${y}` : 'no cursor'}`
}

/** The screen once it is the kept one, or else once nothing moves any more. */
async function settled(read: () => string, kept: string | undefined): Promise<string> {
  const until = performance.now() + (kept === undefined ? 0 : PATIENCE_MS)
  let last = read()
  let since = performance.now()
  for (;;) {
    if (last === kept) return last
    await delay(30)
    const now = read()
    if (now !== last) since = performance.now()
    last = now
    if (performance.now() > until && performance.now() - since > SETTLED_MS) return last
  }
}

const pathOf = (name: string): string => join(FOLDER, `${name}.txt`)

function keptParts(name: string): string[] {
  const path = pathOf(name)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split(/\n(?=── \d+ × \d+\n)/)
}
