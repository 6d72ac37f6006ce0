/** A file that is being written: there whole once it is finished, or not at all. */
export interface TextFile {
  write(text: string): Promise<void>
  finish(): Promise<void>
  discard(): Promise<void>
}

/** Finishes a file once all is written; discards it where that fails. Gives what the writing gave. */
export async function finished<T>(file: TextFile, writing: (file: TextFile) => Promise<T>): Promise<T> {
  try {
    const written = await writing(file)
    await file.finish()
    return written
  } catch (error) {
    await file.discard()
    throw error
  }
}
