import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'

/** Real photos and models beside the project. */
export interface RealPhotos {
  readonly models: string
  /** JPEG files of LFW, 250×250, one a person. */
  readonly photos: readonly string[]
}

/** @returns null when MASKMIRROR_SHARED (default ../shared beside the project) lacks models or photos */
export function findRealPhotos(count: number): RealPhotos | null {
  const shared = resolve(process.env.MASKMIRROR_SHARED ?? resolve(import.meta.dirname, '../../shared'))
  const models = resolve(shared, 'models')
  const lfw = resolve(shared, 'data', 'lfw')
  const needed = ['mobilefacenet.onnx', 'face_detection_yunet_2026may.onnx', 'face_landmarker.task']
  if (!existsSync(lfw) || !needed.every((file) => existsSync(resolve(models, file)))) return null
  const photos = readdirSync(lfw)
    .sort()
    .map((person) => resolve(lfw, person, `${person}_0001.jpg`))
    .filter((file) => existsSync(file))
    .slice(0, count)
  return { models, photos }
}
