/** A disk that fails under LevelDB, for all databases of this process. */
import { Level } from 'level'
import { type MockInstance, vi } from 'vitest'

interface Batch {
  write(options?: { sync: boolean }): Promise<void>
}

/** As batches are begun by the store; the type of `Level` is one of several overloads. */
interface Writing {
  batch(): Batch
}

/** Has every batch written by `instead`, which is given what writes it in truth, until `mockRestore`. */
export function failWrites(instead: (write: () => Promise<void>) => Promise<void>): MockInstance<() => Batch> {
  const writing = Level.prototype as unknown as Writing
  const { batch: begin } = writing
  return vi.spyOn(writing, 'batch').mockImplementation(function (this: Writing): Batch {
    const batch = begin.call(this)
    const write = batch.write.bind(batch)
    batch.write = options => instead(() => write(options))
    return batch
  })
}
