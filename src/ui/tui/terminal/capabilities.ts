/** What the terminal can do, as far as the environment tells. What it must be asked for is asked by `questions.ts`. */
import type { Depth } from './colours.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Capabilities {
  readonly depth: Depth
  /** OSC 8: text that leads to an address. Where it is not known, terminals leave it out of sight. */
  readonly links: boolean
  readonly brightBackgrounds: boolean
  /** Says where a paste begins and ends. */
  readonly bracketsPastes: boolean
  /** Has a window with a title, a clipboard, and keys told by their code. The console of the kernel has none of them. */
  readonly window: boolean
  /** Pictures of pixels, where the environment alone tells; see `Answers.sixel` for what the terminal says itself. */
  readonly pictures: 'kitty' | 'sixel' | undefined
  /** What lies between, and takes commands of its own. */
  readonly inside: 'tmux' | 'screen' | undefined
}

/** Why the full screen cannot be shown; the line mode can be. */
export type Refusal = 'not-a-terminal' | 'dumb'

/** Whether a terminal cannot show a screen at all. */
export function refusal(
  environment: Environment,
  input: { isTTY?: boolean | undefined },
  output: { isTTY?: boolean | undefined },
): Refusal | undefined {
  if (input.isTTY !== true || output.isTTY !== true) return 'not-a-terminal'
  const term = environment.TERM ?? ''
  return term === '' || term === 'dumb' || term === 'unknown' || term.startsWith('emacs') ? 'dumb' : undefined
}

/** Terminals that tell nothing of themselves but their name, and have neither pastes with marks nor windows. */
const BARE = /^(linux|vt\d|con\d|cons25|ansi|pcansi|sun|wy)/

export function capabilities(environment: Environment): Capabilities {
  const term = environment.TERM ?? ''
  const bare = BARE.test(term)
  const inside = environment.TMUX ? 'tmux' : environment.STY ? 'screen' : undefined
  return {
    depth: depthOf(environment, term),
    links: !bare,
    brightBackgrounds: !bare,
    bracketsPastes: !bare && inside !== 'screen',
    window: !bare,
    // A program between them eats what it does not know.
    pictures: inside === undefined ? picturesOf(environment, term) : undefined,
    inside,
  }
}

function depthOf(environment: Environment, term: string): Depth {
  if (environment.NO_COLOR) return 'none'
  if (/^vt\d/.test(term)) return 'none'
  if (/^(truecolor|24bit)$/i.test(environment.COLORTERM ?? '')) return 'true'
  if (/direct|kitty|ghostty|wezterm|alacritty|foot/.test(term)) return 'true'
  // xterm calls itself so however many it has; what runs within it may have fewer.
  if (environment.XTERM_VERSION && /^xterm/.test(term)) return '256'
  return /256colou?r|^tmux|^mlterm/.test(term) ? '256' : '16'
}

function picturesOf(environment: Environment, term: string): Capabilities['pictures'] {
  if (environment.KITTY_WINDOW_ID || /kitty|ghostty/.test(term)) return 'kitty'
  if (/^(ghostty|WezTerm)$/.test(environment.TERM_PROGRAM ?? '')) return 'kitty'
  return /^(foot|mlterm|yaft|contour)/.test(term) || /sixel/.test(term) ? 'sixel' : undefined
}

/** Whether text stands on a dark or a light ground, of the number of the background in `COLORFGBG` (`15;0`). */
export function backgroundOf(environment: Environment): 'dark' | 'light' | undefined {
  const last = /(?:^|;)(\d+)$/.exec(environment.COLORFGBG ?? '')?.[1]
  if (last === undefined) return undefined
  return Number(last) === 7 || (Number(last) > 8 && Number(last) < 16) ? 'light' : 'dark'
}
