import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLandmarks } from '@maskmirror/core'
import { alignFace, createFaceFinder, type FaceFinder, openFaceDetector, openLandmarker } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import type { AlignedFace } from '../src/index.ts'

/** A photo of a data set with what its label says. */
export interface LabelledPhoto {
  readonly dataset: string
  readonly path: string
  readonly person: string
  readonly masked: boolean
}

export interface LabelledFace extends LabelledPhoto {
  readonly face: AlignedFace
}

/**
 * The photos of `rmfvd`, `rmfrd` and `lfw` below a folder (data README of the project). RMFD's verification part names its people
 * `00_0001_name_07`: the third part is the person in RMFRD.
 */
export async function listPhotos(folder: string): Promise<LabelledPhoto[]> {
  const photos: LabelledPhoto[] = []
  for (const dataset of ['rmfvd', 'rmfrd']) {
    const lines = (await readFile(join(folder, dataset, 'labels.csv'), 'utf8')).trim().split(/\r?\n/).slice(1)
    for (const line of lines) {
      const [file, identity, masked] = line.split(',')
      const person = dataset === 'rmfvd' ? identity!.split('_')[2]! : identity!
      photos.push({ dataset, path: join(folder, dataset, file!), person, masked: masked === '1' })
    }
  }
  const people = (await readdir(join(folder, 'lfw'), { withFileTypes: true })).filter((entry) => entry.isDirectory())
  // every third person, one photo each: about as many as the other sets have
  for (const { name } of people.sort((a, b) => (a.name < b.name ? -1 : 1)).filter((_, i) => i % 3 === 0)) {
    const [file] = (await readdir(join(folder, 'lfw', name))).sort()
    photos.push({ dataset: 'lfw', path: join(folder, 'lfw', name, file!), person: name, masked: false })
  }
  return photos
}

/** Finds and aligns the face of each photo; photos without one are left out and counted. */
export async function readFaces(
  photos: readonly LabelledPhoto[],
  models: string,
): Promise<{ faces: LabelledFace[]; failures: number }> {
  const registry = createModelRegistry({
    directories: [models],
    cacheDirectory: join(tmpdir(), 'maskmirror-fit'),
  })
  const runtime = createInferenceRuntime()
  const finder = createFaceFinder({
    detector: await openFaceDetector({ runtime, model: await registry.resolve('yunet-2026may') }),
    landmarker: await openLandmarker({ runtime, model: await registry.resolve('mediapipe-face-landmarker') }),
  })
  const faces: LabelledFace[] = []
  for (const photo of photos) {
    const face = await readFace(finder, photo.path)
    if (face !== null) faces.push({ ...photo, face })
  }
  await finder.close()
  await runtime.close()
  return { faces, failures: photos.length - faces.length }
}

async function readFace(finder: FaceFinder, path: string): Promise<AlignedFace | null> {
  const image = await decodeImage(await readFile(path)).catch(() => null)
  const found = image === null ? null : await finder.find(image)
  if (image === null || found === null || !found.ok) return null
  const { crop, toCrop } = alignFace(image, found.value.alignmentPoints)
  return { crop, landmarks: createLandmarks('ibug68', applyAffine(toCrop, found.value.landmarks68.points)) }
}
