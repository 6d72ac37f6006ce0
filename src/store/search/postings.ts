/** Where terms stand, newest first: one list, several as one, or what several have in common. */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Readers } from './readers.ts'
import { LAST_PLACE, newerFirst, type Place, placeBefore, postingKey, readPosting } from './rows.ts'

/** Postings read at a time: few at first, more the longer a list is followed. */
const FIRST_CHUNK = 8
const MAX_CHUNK = 512
/** Of more lists than this most are never followed: each is asked for its first posting only. */
const MANY = 16

/** Places, newest first. */
export interface Places {
  /** The newest place at or before the one last moved to; undefined at the end. */
  readonly head: Place | undefined
  /** Moves to the newest place at or before `to`. */
  move(to: Place): Promise<void>
}

/** The postings of one term. */
class Postings implements Places {
  readonly #readers: Readers
  readonly #term: Bytes
  #places: Place[] = []
  #at = 0
  readonly #firstChunk: number
  #chunk: number
  /** There is nothing older than what was read. */
  #whole = false

  constructor(readers: Readers, term: Bytes, chunk = FIRST_CHUNK) {
    this.#readers = readers
    this.#term = term
    this.#chunk = chunk
    this.#firstChunk = chunk
  }

  get head(): Place | undefined {
    return this.#places[this.#at]
  }

  async move(to: Place): Promise<void> {
    for (let place = this.head; place !== undefined && newerFirst(place, to) < 0; place = this.head) this.#at++
    if (this.head !== undefined || this.#whole) return
    // Who used up a chunk may want the next one; who jumped over it does not.
    const last = this.#places.at(-1)
    const followed = last !== undefined && newerFirst(placeBefore(last), to) === 0
    this.#chunk =
      last === undefined ? this.#firstChunk : followed ? Math.min(2 * this.#chunk, MAX_CHUNK) : this.#firstChunk
    const rows = await this.#readers.before(postingKey(this.#term, to), this.#chunk)
    this.#places = []
    this.#at = 0
    for (const [key] of rows) {
      const place = readPosting(this.#term, key)
      if (place === undefined) break
      this.#places.push(place)
    }
    this.#whole = this.#places.length < this.#chunk
  }
}

/** Whatever stands in one of several lists, as one: a heap of them by their heads. */
export class Union<L extends Places> implements Places {
  readonly #lists: L[]

  constructor(lists: readonly L[]) {
    this.#lists = [...lists]
  }

  /** The list whose head is the newest. */
  get first(): L | undefined {
    return this.#lists[0]
  }

  get head(): Place | undefined {
    return this.first?.head
  }

  async move(to: Place): Promise<void> {
    const behind: L[] = []
    for (let list = this.first; list?.head !== undefined && newerFirst(list.head, to) < 0; list = this.first) {
      behind.push(list)
      this.#pop()
    }
    await Promise.all(behind.map(list => list.move(to)))
    for (const list of behind) if (list.head !== undefined) this.#push(list)
  }

  /** Lets the first list change its head. */
  async renew(change: (list: L) => Promise<void>): Promise<void> {
    const { first } = this
    if (first === undefined) return
    this.#pop()
    await change(first)
    if (first.head !== undefined) this.#push(first)
  }

  /** Moves all to where reading begins; those that have nothing there go. */
  async start(at: Place): Promise<void> {
    const lists = this.#lists.splice(0)
    await Promise.all(lists.map(list => list.move(at)))
    for (const list of lists) if (list.head !== undefined) this.#push(list)
  }

  #newer(a: number, b: number): boolean {
    return newerFirst(this.#lists[a]!.head!, this.#lists[b]!.head!) < 0
  }

  #swap(a: number, b: number): void {
    const list = this.#lists[a]!
    this.#lists[a] = this.#lists[b]!
    this.#lists[b] = list
  }

  #push(list: L): void {
    let at = this.#lists.push(list) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#newer(at, parent)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #pop(): void {
    const last = this.#lists.pop()
    if (last === undefined || this.#lists.length === 0) return
    this.#lists[0] = last
    for (let at = 0; ; ) {
      let newest = at
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#lists.length && this.#newer(child, newest)) newest = child
      if (newest === at) return
      this.#swap(at, newest)
      at = newest
    }
  }
}

/** Where one of several terms stands, from `at` back. */
export async function postings(readers: Readers, terms: readonly Bytes[], at: Place = LAST_PLACE): Promise<Places> {
  const [only] = terms
  if (only !== undefined && terms.length === 1) {
    const list = new Postings(readers, only)
    await list.move(at)
    return list
  }
  const union = new Union(terms.map(term => new Postings(readers, term, terms.length > MANY ? 1 : FIRST_CHUNK)))
  await union.start(at)
  return union
}

/** What all of the lists have in common, newest first, after `floor`. */
export async function* common(lists: readonly Places[], floor: Place): AsyncGenerator<Place> {
  const [first] = lists
  for (let place = first?.head; place !== undefined && newerFirst(place, floor) < 0; ) {
    const oldest = await agree(lists, place)
    if (oldest === undefined) return
    if (newerFirst(oldest, place) === 0) {
      yield place
      place = placeBefore(place)
      await first!.move(place)
      place = first!.head
    } else place = oldest
  }
}

/** Moves every list to `place`; gives the oldest head, the next place where all may agree. */
async function agree(lists: readonly Places[], place: Place): Promise<Place | undefined> {
  let oldest = place
  for (const list of lists) {
    await list.move(oldest)
    if (list.head === undefined) return undefined
    if (newerFirst(list.head, oldest) > 0) oldest = list.head
  }
  return oldest
}

/** Two descending sequences as one, each place once. */
export async function* merged(a: AsyncGenerator<Place>, b: AsyncGenerator<Place>): AsyncGenerator<Place> {
  try {
    let [x, y] = [await a.next(), await b.next()]
    while (!x.done || !y.done) {
      const order = x.done ? 1 : y.done ? -1 : newerFirst(x.value, y.value)
      yield order <= 0 ? (x.value as Place) : (y.value as Place)
      if (order <= 0) x = await a.next()
      if (order >= 0) y = await b.next()
    }
  } finally {
    await Promise.all([a.return(undefined), b.return(undefined)])
  }
}
