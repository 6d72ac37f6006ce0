/** A real xterm, with sixel, on an X server without a screen: keys are pressed, the pixels of its window are read. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { whichTool, XTERM_TOOLS } from './lan/support.ts'
import { temporaryFolder } from './temporary.ts'

/** What keeps these tests from running here. */
export const noXterm = XTERM_TOOLS.some(({ program }) => whichTool(program) === undefined)
  ? `no xterm to test with: apt-get install ${XTERM_TOOLS.map(({ debianPackage }) => debianPackage).join(' ')}`
  : undefined

/** Bytes of the fixed part of a dump of a window (XWD version 7). */
const XWD_HEADER = 100
/** Bytes of one colour of its table. */
const XWD_COLOUR = 12

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export class Xterm {
  readonly #display: string
  readonly #framebuffer: string

  private constructor(display: string, framebuffer: string) {
    this.#display = display
    this.#framebuffer = framebuffer
  }

  /** @param command - what runs in it; it goes away with the test */
  static async open(command: readonly string[], args: readonly string[] = []): Promise<Xterm> {
    const folder = await temporaryFolder()
    // Without keys that repeat (-r): whoever lets go of one late, having no processor, did not press it twice.
    const server = started(
      spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '800x600x24', '-fbdir', folder, '-nolisten', 'tcp', '-r'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    )
    const [number] = (await once(createInterface({ input: server.stdout! }), 'line')) as [string]
    const xterm = new Xterm(`:${number}`, join(folder, 'Xvfb_screen0'))
    const window = ['-u8', '-ti', 'vt340', '-geometry', '80x24+0+0', '-b', '2', '-bw', '0', '+sb', ...args]
    const { TMUX: _tmux, NO_COLOR: _plain, COLORTERM: _depth, ...inherited } = process.env
    const env = { ...inherited, DISPLAY: xterm.#display, LC_ALL: 'C.UTF-8' }
    started(spawn('xterm', [...window, '-e', ...command], { env, stdio: 'ignore' }))
    return xterm
  }

  /** A key by the name that X has for it: `ctrl+Return`, `alt+o`, `F1`. It goes to the window below the pointer. */
  press(...keys: string[]): void {
    this.#xdotool('mousemove', '100', '100', 'key', '--clearmodifiers', '--delay', '40', ...keys)
  }

  /** A press of a button of the mouse at a pixel; 4 and 5 are the wheel's. */
  click(x: number, y: number, button = 1): void {
    this.#xdotool('mousemove', String(x), String(y), 'click', String(button))
  }

  /** Gives the window another size, in pixels. */
  resize(width: number, height: number): void {
    this.#xdotool('search', '--class', 'xterm', 'windowsize', '%1', String(width), String(height))
  }

  /** The smallest box around all pixels of a colour (red, green, blue in one number), and how many there are; undefined where there is none. */
  pixels(colour: number): (Box & { readonly count: number }) | undefined {
    const bytes = readFileSync(this.#framebuffer)
    const field = (at: number) => bytes.readUInt32BE(at * 4)
    const [size, width, height, lineBytes, colours] = [field(0), field(4), field(5), field(12), field(19)]
    if (size < XWD_HEADER) throw new Error('no dump of a window')
    const from = size + colours * XWD_COLOUR
    let [left, top, right, bottom, count] = [width, height, -1, -1, 0]
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if ((bytes.readUInt32LE(from + y * lineBytes + x * 4) & 0xffffff) !== colour) continue
        ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
        count++
      }
    }
    return count === 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1, count }
  }

  #xdotool(...words: string[]): void {
    execFileSync('xdotool', words, { env: { ...process.env, DISPLAY: this.#display } })
  }
}

function started(child: ChildProcess): ChildProcess {
  onTestFinished(() => {
    child.kill()
  })
  return child
}
