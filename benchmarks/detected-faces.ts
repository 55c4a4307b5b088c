import { readFile } from 'node:fs/promises'
import type { Image } from '@maskmirror/core'
import type { Box, Detections, FaceDetector } from '@maskmirror/faces'
import { ImagingError } from '@maskmirror/imaging'
import { decodeImage } from '@maskmirror/imaging/codec'
import { keptAnswers } from './kept-answers.ts'

/** A face as plain data. */
export interface DetectedFace {
  readonly score: number
  readonly box: Box
  readonly points5: readonly number[]
}

/** What a detector says about a photo; null for a file that is no picture. */
export type Detected = {
  readonly width: number
  readonly height: number
  readonly attempt: Detections['attempt']
  readonly faces: readonly DetectedFace[]
} | null

/** A photo by its name. */
export interface NamedPhoto {
  readonly name: string
  readonly path: string
}

/** @returns by the photos' names */
export function detectedFaces(
  detector: FaceDetector,
  photos: readonly NamedPhoto[],
  print: (line: string) => void,
): Promise<ReadonlyMap<string, Detected>> {
  const paths = new Map(photos.map(({ name, path }) => [name, path]))
  return keptAnswers(
    `${detector.name}-${detector.version}`,
    [...paths.keys()],
    async (name): Promise<Detected> => {
      const image = await readPicture(paths.get(name)!)
      if (image === null) return null
      const { faces, attempt } = await detector.detect(image)
      const plain = faces.map(({ score, box, points5 }) => ({ score, box, points5: [...points5.points] }))
      return { width: image.width, height: image.height, attempt, faces: plain }
    },
    print,
  )
}

export async function readPicture(path: string): Promise<Image | null> {
  try {
    return await decodeImage(await readFile(path))
  } catch (error) {
    if (error instanceof ImagingError) return null
    throw error
  }
}
