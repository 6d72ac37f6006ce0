/** The program behind `earshot` without a command: terminal, application and connection, put together. */
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { callPatience } from '../../node/control/methods.ts'
import type { Lang } from '../../node/language.ts'
import { attach, launch } from '../../node/launch.ts'
import { reportOf } from '../../protocol/errors.ts'
import { hasVault } from '../../store/profile-files.ts'
import { loadNodeProgram } from '../cli/node-program.ts'
import { ACTIONS } from './actions/all.ts'
import { App, type Outlet } from './app.ts'
import { Frames } from './frames.ts'
import { Keymap } from './keys/keymap.ts'
import { type Appearance, makeLook } from './look.ts'
import { openLink } from './open-link.ts'
import { askPassphrase, firstRun, OpenedElsewhere, opened } from './panels/entry.ts'
import { welcome } from './panels/welcome.ts'
import { type Connection, Session } from './session.ts'
import type { Environment } from './terminal/capabilities.ts'
import { Terminal } from './terminal/terminal.ts'
import { loadTerminalWords } from './words/words.ts'

export interface RunOptions {
  home: string
  /** Of this program. */
  version: string
  /** `dist/node.js` */
  program: string
  lang: Lang
  /** The language was said by option or environment, which the setting does not overrule. */
  langGiven: boolean
  /** Seconds that finding or starting a node may take, and each call. */
  timeout: number
  /** What the terminal is known by. */
  environment: Environment
  /** From the environment. */
  passphrase?: string
  /** Somebody left, and sits at the terminal as it was before. */
  afterwards?: () => Promise<void>
}

/** Milliseconds after which a locked terminal looks again whether the profile was opened in another one. */
const LOOK_EVERY_MS = 1_000

/** Runs until the user leaves; resolves with the exit code. */
export async function runTerminal(options: RunOptions): Promise<number> {
  const words = await loadTerminalWords(options.lang)
  const left = Promise.withResolvers<'by hand' | 'gone'>()
  /** Given by the environment or chosen just now: nobody is asked for it again. */
  let given = options.passphrase
  /** A node that ran already. */
  let found: Connection | undefined
  let background: Appearance['background']
  const terminal: Terminal = new Terminal({
    onInput: input => {
      app.input(input)
      frames.now()
    },
    onResize: () => resized(),
    onGone: () => void app.lastWords().finally(() => left.resolve('gone')),
    lastWords: () => app.lastWords(),
    environment: options.environment,
  })
  const outlet: Outlet = {
    bell: () => terminal.bell(),
    title: text => terminal.title(text),
    copy: text => terminal.copy(text),
    raise: () => terminal.raise(),
    suspend: () => terminal.suspend(),
    redraw: () => frames.ask(),
    repaint: () => {
      terminal.forget()
      frames.now()
    },
    appearance: () => ({ depth: terminal.capabilities.depth, bare: !terminal.capabilities.window, background }),
    mouse: on => terminal.useMouse(on),
    pictures: setting => terminal.usePictures(setting),
    quit: () => left.resolve('by hand'),
  }
  const keymap = new Keymap(ACTIONS)
  const app = new App({
    outlet,
    words,
    keymap,
    look: makeLook(new Map(), outlet.appearance(), words, keymap),
    wordsOf: loadTerminalWords,
    langGiven: options.langGiven,
    createFile: async file => (await loadNodeProgram(options.program)).openTarget(file, false),
    openLink: uri => openLink(uri, options.environment),
    reconnect: () => app.run(() => session.start()),
  })
  const frames = new Frames(app, () => {
    if (app.frame !== undefined) terminal.paint(app.frame)
  })
  const callTimeout = (method: string): number | undefined => callPatience(method, options.timeout)
  /** Looks for a node that another terminal opened, until there is one or nobody has to know. */
  const openedElsewhere = async (signal: AbortSignal): Promise<void> => {
    while (found === undefined) {
      await delay(LOOK_EVERY_MS, undefined, { signal, ref: false })
      const until = performance.now() + options.timeout * 1_000
      // What is wrong with one is found, and told, by whoever connects.
      const running = await attach({ home: options.home, remaining: () => secondsTo(until), callTimeout }).catch(
        () => undefined,
      )
      if (signal.aborted) running?.close()
      else found = running
    }
  }
  const session: Session = new Session(app, {
    version: options.version,
    connect: async ask => {
      let until = performance.now() + options.timeout * 1_000
      const passphrase = async (): Promise<string | undefined> => {
        const asked = performance.now()
        const from = given ?? (await ask())
        given = undefined
        // Whoever types takes their time; the node's begins afterwards.
        until += performance.now() - asked
        return from
      }
      const { home, program } = options
      const remaining = (): number => secondsTo(until)
      try {
        const running = found
        found = undefined
        if (running !== undefined) return running
        return await launch({ home, program, mode: 'automatic', remaining, callTimeout, passphrase })
      } catch (error) {
        const running = found
        found = undefined
        if (error instanceof OpenedElsewhere && running !== undefined) return running
        throw error
      } finally {
        opened(app)
      }
    },
    passphrase: wrong => askPassphrase(app, wrong, openedElsewhere),
    locked: () => {
      const conv = app.state.open?.conv
      app.forget()
      app.run(async () => {
        await session.start()
        if (conv !== undefined && app.connected) await app.talk.open(conv)
      })
    },
  })
  /** Whoever has a node, or a vault, has an identity: only without them is the node's program loaded, which is large, to look closely. */
  const isFresh = async (): Promise<boolean> => {
    try {
      const until = performance.now() + options.timeout * 1_000
      found = await attach({ home: options.home, remaining: () => secondsTo(until), callTimeout })
      return false
    } catch (error) {
      // Whatever else is wrong is found, and told, by whoever connects.
      if (reportOf(error).code !== 'no-node' || hasVault(options.home)) return false
      return (await (await loadNodeProgram(options.program)).identity(options.home)) === 'none'
    }
  }
  const resized = (): void => {
    const { columns, rows } = terminal.size
    app.state.size = { width: columns, height: rows }
    frames.now()
  }
  void terminal.background.then(answer => {
    background = answer
    app.settingsChanged()
  })
  terminal.start()
  resized()
  // In a flood V8 would take 32 MB for new objects and keep them, of which at any time hardly one is alive. 4 MB do as well.
  setFlagsFromString('--semi-space-growth-factor=1')
  try {
    app.run(async () => {
      const fresh = await isFresh()
      if (fresh) {
        const { home } = options
        given = await firstRun(app, async chosen => {
          await (await loadNodeProgram(options.program)).init({ home, ...chosen })
        })
      }
      await session.start()
      if (fresh) await welcome(app)
    })
    await left.promise
  } finally {
    session.stop()
    frames.stop()
    terminal.stop()
  }
  if ((await left.promise) === 'by hand') await options.afterwards?.()
  return 0
}

/** Until that time by `performance.now`, and one at least: a node that is there gets the time to say so. */
function secondsTo(until: number): number {
  return Math.max(1, (until - performance.now()) / 1_000)
}
