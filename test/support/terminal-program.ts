/**
 * A program on the whole terminal: shows its size and the last inputs, one a row. Keys: `q` ends it, `c` throws, `r` rejects, `z` suspends,
 * `p` shows a picture of one colour and takes it away, `t` sets a title, `T` gives the old one back, `b` rings, `y` copies, `x` ends the process at once, `f` paints frame after frame, at
 * least 300, until it is pressed again.
 * Inputs are appended to the file that is named, if one is.
 */
import { appendFileSync } from 'node:fs'
import { Frame } from '../../src/ui/tui/frame/frame.ts'
import { Terminal } from '../../src/ui/tui/terminal/terminal.ts'

const inputs: string[] = []
const [, , file] = process.argv
const MAGENTA = { width: 8, height: 8, rgba: new Uint8Array(256).map((_, at) => (at % 4 === 1 ? 0 : 255)) }
let pictured = false
let painted = 0
let painting = false

function draw(): void {
  const { columns, rows } = terminal.size
  const frame = new Frame(columns, rows)
  frame.put(0, 0, `size ${columns}x${rows}`, { bold: true, fg: 2 })
  frame.put(0, 1, `frames ${painted}`)
  inputs.slice(-(rows - 3)).forEach((input, at) => {
    frame.put(0, 2 + at, input)
  })
  frame.put(columns - 1, rows - 1, '#')
  if (pictured) frame.placements.push({ area: { x: 20, y: 4, width: 8, height: 4 }, key: 'magenta', picture: MAGENTA })
  frame.cursor = { x: 3, y: 0 }
  terminal.paint(frame)
}

const ACTIONS: Record<string, () => void> = {
  q: () => terminal.stop(),
  x: () => process.exit(7),
  c: () => {
    throw new Error('thrown on purpose')
  },
  r: () => void Promise.reject(new Error('rejected on purpose')),
  p: () => {
    pictured = !pictured
    draw()
  },
  z: () => terminal.suspend(),
  t: () => terminal.title('a\x1b title'),
  'shift+t': () => terminal.title(undefined),
  b: () => terminal.bell(),
  y: () => void terminal.copy('copied 你好'),
  f: () => {
    painting = !painting
    if (!painting) return
    const { columns, rows } = terminal.size
    const timer = setInterval(() => {
      if (!painting && painted >= 300) {
        clearInterval(timer)
        inputs.push('all frames')
        draw()
        return
      }
      painted++
      const frame = new Frame(columns, rows)
      for (let y = 0; y < rows; y++) frame.put(0, y, `${painted} `.repeat(columns), { fg: painted % 256 })
      terminal.paint(frame)
    }, 1)
  },
}

const terminal = new Terminal({
  onInput: input => {
    inputs.push(JSON.stringify(input))
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(input)}\n`)
    draw()
    if (input.input === 'key') ACTIONS[input.key]?.()
  },
  onResize: draw,
})
terminal.start()
draw()
terminal.background.then(ground => {
  inputs.push(`ground ${ground}`)
  draw()
})
