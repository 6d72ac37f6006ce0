/**
 * LevelDB as whoever keeps what others rely on opens it: never made anew where it was damaged, and closed again where it cannot be
 * opened, since it would open by itself later, else, and keep its lock.
 */

import { readdir } from 'node:fs/promises'
import { Level } from 'level'
import type { Bytes } from '../protocol/bytes.ts'

/** On Node it is a ClassicLevel, of which `level` types what browsers have as well. */
export type OpenLevel = Level<Bytes, Bytes> & {
  /** Writes the tables that overlap with a range anew, without what was overwritten or deleted. */
  compactRange(start: Bytes, end: Bytes): Promise<void>
  approximateSize(start: Bytes, end: Bytes): Promise<number>
}

export interface LevelOptions {
  /** Bytes of blocks that were read lately. @default 8 MiB */
  cacheSize?: number
  /** @default true */
  compression?: boolean
}

/** Of what was written lately, kept in memory until it becomes a table. */
export const WRITE_BUFFER_BYTES = 8 * 1024 * 1024

/** Rejects with what LevelDB said: {@link isLocked} and {@link causeOf} tell more. */
export async function openLevel(folder: string, options: LevelOptions = {}): Promise<OpenLevel> {
  const level = new Level<Bytes, Bytes>(folder, {
    keyEncoding: 'view',
    valueEncoding: 'view',
    writeBufferSize: WRITE_BUFFER_BYTES,
    ...options,
    // A database that lost its index file must not be taken for a new one: LevelDB would sweep its data away.
    createIfMissing: await isEmpty(folder),
  })
  try {
    await level.open()
  } catch (error) {
    await level.close()
    throw error
  }
  return level as OpenLevel
}

/** Whether it cannot be opened because another process has it open. */
export function isLocked(error: unknown): boolean {
  return (causeOf(error) as { code?: unknown } | undefined)?.code === 'LEVEL_LOCKED'
}

/** What LevelDB itself said, under what was made of it. */
export function causeOf(error: unknown): unknown {
  return (error as { cause?: unknown }).cause ?? error
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    throw error
  }
}
