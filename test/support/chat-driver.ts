/** Drives the line mode in tests: a screen that keeps what is printed, and a person who types. */
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { openTarget } from '../../bin/node.mts'
import { plainPaint } from '../../src/ui/chat/paint.ts'
import type { ChatScreen } from '../../src/ui/chat/session.ts'
import { type ChatProgram, ChatSession } from '../../src/ui/chat/session.ts'
import type { NodeLink } from '../../src/ui/cli/node-link.ts'
import { runWithin } from '../../src/ui/cli/within.ts'
import type { Lang } from '../../src/ui/text/catalogue.ts'
import { en } from '../../src/ui/text/en.ts'
import { zh } from '../../src/ui/text/zh.ts'
import type { MemoryMessenger } from './memory-messenger.ts'

const NODE_PROGRAM = join(import.meta.dirname, '../../bin/node.mts')

/** Commands of the command line, at a messenger in memory. */
export function programOf(messenger: MemoryMessenger): ChatProgram {
  const link = {
    messenger,
    connection: async () => ({ messenger }),
    excuse: <T>(work: () => Promise<T>) => work(),
    lasting: () => undefined,
    remaining: () => 1,
  } as unknown as NodeLink
  return {
    command: (argv, place) => runWithin({ home: '/nowhere', program: NODE_PROGRAM, timeout: 1, link }, argv, place),
    createFile: file => openTarget(file, false),
  }
}

export class ChatDriver implements ChatScreen {
  readonly session: ChatSession
  readonly lines: string[] = []
  /** What questions are answered with, in order. */
  readonly answers: string[] = []
  readonly questions: string[] = []
  echoes = true
  redraws = true
  /** What was put into the next line. */
  readonly offered: string[] = []
  bells = 0
  shownTitle: string | undefined
  left = false
  readonly #stop = new AbortController()
  readonly #pump: Promise<void>

  constructor(messenger: MemoryMessenger, lang: Lang = 'en') {
    const texts = lang === 'zh' ? zh : en
    const look = { texts, times: { locale: texts.common.locale, timeZone: 'UTC' }, paint: plainPaint, columns: 80 }
    const session = new ChatSession({
      messenger,
      screen: this,
      look,
      program: programOf(messenger),
      onQuit: () => {
        this.left = true
      },
      reattached: async () => undefined,
    })
    this.session = session
    this.#pump = (async () => {
      for await (const event of messenger.listen({}, this.#stop.signal)) await session.handle(event)
    })()
  }

  print(lines: string[]): void {
    this.lines.push(...lines)
  }

  bell(): void {
    this.bells++
  }

  title(text: string | undefined): void {
    this.shownTitle = text
  }

  async ask(question: string): Promise<string | undefined> {
    this.questions.push(question)
    return this.answers.shift()
  }

  offer(text: string): boolean {
    if (this.redraws) this.offered.push(text)
    return this.redraws
  }

  promptChanged(): void {
    // The prompt is asked for when a test wants to see it.
  }

  /** Types lines one after the other; gives what was printed meanwhile. */
  async type(...typed: string[]): Promise<string[]> {
    const from = this.lines.length
    for (const line of typed) {
      await this.session.line(line)
      await settle()
    }
    return this.lines.slice(from)
  }

  /** Lets something happen; gives what was printed meanwhile, what is put off for a moment included. */
  async see(happens: () => unknown): Promise<string[]> {
    const from = this.lines.length
    await happens()
    await settle()
    await this.session.flush()
    return this.lines.slice(from)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#pump
  }
}

/** Events go through a few promises before they are shown. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate()
  await setTimeout(1)
}
