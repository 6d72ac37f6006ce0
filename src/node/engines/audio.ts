/** Any recording as speech engines want it: a WAV file of 16,000 samples a second, one channel, 16 bits. */

import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EarshotError, messageOf } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { RunCommand } from './recipes.ts'
import { firstProgram } from './which.ts'

const RATE = 16_000
const MAX_FILE_BYTES = 512 * 1024 * 1024
/** An hour takes 115 MB of the temporary folder. */
const MAX_SECONDS = 3_600
/** What may be read: formats that name other files or addresses to be fetched are not among them. */
const FORMATS = 'wav,w64,ogg,matroska,webm,mp3,mov,mp4,m4a,3gp,3g2,mj2,flac,aac,aiff,amr,caf,au,asf,avi,mpegts'

/** `no-file` for what is no file, `invalid` for one that is empty or too large. */
export async function checkRecording(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new EarshotError(
      'no-file',
      phrase`${path} cannot be read (${{ system: error.code ?? '', text: error.code ?? error.message }})`,
      undefined,
      error,
    )
  })
  if (!found.isFile()) throw new EarshotError('no-file', phrase`${path} is no file`)
  if (found.size === 0) throw new EarshotError('invalid', phrase`${path} is empty`)
  if (found.size > MAX_FILE_BYTES)
    throw new EarshotError(
      'invalid',
      phrase`${path} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB`,
      'cut it into parts',
    )
}

/** The path of the recording in that form: itself, or a copy in `folder`. `no-engine` where nothing here can make one. */
export async function speechWav(path: string, folder: string, run: RunCommand): Promise<string> {
  if (await isSpeechWav(path)) return path
  const wav = join(folder, 'speech.wav')
  const program = await firstProgram(['ffmpeg', 'sox'])
  if (program === undefined)
    throw new EarshotError(
      'no-engine',
      'the recording has to be converted, and neither ffmpeg nor sox is here',
      'install one of them (`apt install ffmpeg`), or give a WAV file of 16 kHz, one channel, 16 bits',
    )
  try {
    await run(program === 'ffmpeg' ? ffmpeg(path, wav) : sox(path, wav))
  } catch (error) {
    if (!(error instanceof EarshotError) || error.code !== 'engine-failed') throw error
    throw new EarshotError('invalid', phrase`${path} is no recording that ${program} can read`, messageOf(error), error)
  }
  const { size } = await stat(wav)
  if (size > MAX_SECONDS * RATE * 2)
    throw new EarshotError('invalid', phrase`${path} is longer than ${MAX_SECONDS / 60} minutes`, 'cut it into parts')
  return wav
}

function ffmpeg(path: string, wav: string): string[] {
  const input = ['-protocol_whitelist', 'file', '-format_whitelist', FORMATS, '-i', `file:${path}`]
  const output = ['-vn', '-ac', '1', '-ar', String(RATE), '-c:a', 'pcm_s16le', '-t', String(MAX_SECONDS + 1), '-y', wav]
  return ['ffmpeg', '-nostdin', '-v', 'error', ...input, ...output]
}

function sox(path: string, wav: string): string[] {
  return ['sox', '-V1', path, '-c', '1', '-r', String(RATE), '-b', '16', wav, 'trim', '0', String(MAX_SECONDS + 1)]
}

/** Whether a file is in that form already, by its first bytes. */
async function isSpeechWav(path: string): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new EarshotError(
      'no-file',
      phrase`${path} cannot be read (${{ system: error.code ?? '', text: error.code ?? error.message }})`,
      undefined,
      error,
    )
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(36), 0, 36, 0)
    if (bytesRead < 36 || buffer.toString('latin1', 0, 4) !== 'RIFF') return false
    if (buffer.toString('latin1', 8, 16) !== 'WAVEfmt ') return false
    const [pcm, channels, bits] = [buffer.readUInt16LE(20), buffer.readUInt16LE(22), buffer.readUInt16LE(34)]
    return pcm === 1 && channels === 1 && bits === 16 && buffer.readUInt32LE(24) === RATE
  } finally {
    await file.close()
  }
}
