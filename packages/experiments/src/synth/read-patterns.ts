import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Image } from '@maskmirror/core'
import { ImagingError } from '@maskmirror/imaging'
import { decodeRaw } from '@maskmirror/imaging/codec'
import { SynthError } from './error.ts'
import { listPictures } from './list-pictures.ts'

/** A picture that is printed on masks. */
export interface SynthPattern {
  /** Relative to the folder of patterns. */
  readonly name: string
  /** Of the file. */
  readonly sha256: string
  /** RGB, or RGBA where the fabric's colour shows through. */
  readonly image: Image
}

/**
 * Reads one picture, or all of a folder at any depth, sorted by name.
 *
 * @throws SynthError `bad-pattern` when one cannot be read or there is none
 */
export async function readPatterns(path: string): Promise<SynthPattern[]> {
  const { pictures } = await listPictures(path).catch((cause: Error) => {
    throw badPattern(cause.message, cause)
  })
  if (pictures.length === 0) throw badPattern(`Expected pictures for patterns in ${path} but there are none`)
  const patterns: SynthPattern[] = []
  for (const { file, path: full } of pictures) {
    const bytes = await readFile(full)
    try {
      const image = await decodeRaw(bytes)
      patterns.push({ name: file, sha256: createHash('sha256').update(bytes).digest('hex'), image })
    } catch (error) {
      if (error instanceof ImagingError) throw badPattern(`${full}: ${error.message}`, error)
      throw error
    }
  }
  return patterns
}

function badPattern(message: string, cause?: unknown): SynthError {
  return new SynthError({ code: 'bad-pattern', message, cause })
}
