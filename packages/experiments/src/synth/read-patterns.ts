import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ImagingError } from '@maskmirror/imaging'
import { decodeRaw, rasteriseSvg } from '@maskmirror/imaging/codec'
import {
  createMaskPatterns,
  type MaskPatternName,
  maskPatternNames,
  type PreparedPattern,
  preparePattern,
} from '@maskmirror/mask-the-face'
import { listPictures } from '../picture-folder/list-pictures.ts'
import { SynthError } from './error.ts'

/** A picture that is printed on masks. */
export interface SynthPattern {
  /** Relative to the folder of patterns, or the fabric's. */
  readonly name: string
  /** Of the file, or of the pixels of an own fabric. */
  readonly sha256: string
  /** Made ready once for all masks; in place of large pictures it also goes to every drawing thread. */
  readonly image: PreparedPattern
}

/**
 * Reads one picture, all of a folder at any depth, sorted by name, or the generator's own fabrics.
 *
 * @param source path, or `own` for all of the generator's fabrics, or the name of one of them; a file or folder of such a
 * name is meant by `./name`
 * @throws SynthError `bad-pattern` when one cannot be read or there is none
 */
export async function readPatterns(source: string): Promise<SynthPattern[]> {
  const names = source === ownPatterns ? maskPatternNames : maskPatternNames.filter((name) => name === source)
  return names.length > 0 ? drawOwnPatterns(names) : readPictures(source)
}

/** Stands for every fabric that the generator brings along. */
const ownPatterns = 'own'

async function drawOwnPatterns(names: readonly MaskPatternName[]): Promise<SynthPattern[]> {
  const images = await createMaskPatterns(rasteriseSvg)
  return names.map((name) => {
    const image = images[name]
    return { name, sha256: createHash('sha256').update(image.data).digest('hex'), image: preparePattern(image) }
  })
}

async function readPictures(path: string): Promise<SynthPattern[]> {
  const { pictures } = await listPictures(path).catch((cause: Error) => {
    throw badPattern(`${cause.message}. Own fabrics: ${ownPatterns} for all, or ${maskPatternNames.join(', ')}`, cause)
  })
  if (pictures.length === 0) throw badPattern(`Expected pictures for patterns in ${path} but there are none`)
  const patterns: SynthPattern[] = []
  for (const { file, path: full } of pictures) {
    const bytes = await readFile(full)
    try {
      const image = preparePattern(await decodeRaw(bytes))
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
