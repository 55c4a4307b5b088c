import type { FacePlaces } from './face-cache.ts'
import { createFaceReader, type FaceReader, type ReaderSettings } from './face-reader.ts'
import { pointValues } from './face-record.ts'

/** Aligned faces of a step. */
export interface CropBatch {
  /** RGB, count · side · side · 3 values. */
  readonly crops: Uint8Array
  /** `arcface5`, then `ibug68`, in pixels of the crop: 146 values for each face. */
  readonly points: Float32Array
}

/** Reads and decodes the faces of a batch, all at the same time. */
export async function readCrops(
  reader: FaceReader,
  places: FacePlaces,
  { side }: Pick<ReaderSettings, 'side'>,
): Promise<CropBatch> {
  const count = places.length / 3
  const length = side * side * 3
  const crops = new Uint8Array(count * length)
  const points = new Float32Array(count * pointValues)
  const readOne = async (at: number) => {
    const face = await reader.read(places, at)
    crops.set(face.crop.data, at * length)
    points.set(face.points, at * pointValues)
  }
  await Promise.all(Array.from({ length: count }, (_, at) => readOne(at)))
  return { crops, points }
}

/** What a thread that makes crops works with. */
export function createCropWork(settings: ReaderSettings) {
  const reader = createFaceReader(settings)
  return async (places: FacePlaces): Promise<{ batch: CropBatch; transfer: ArrayBuffer[] }> => {
    const batch = await readCrops(reader, places, settings)
    return { batch, transfer: [batch.crops.buffer as ArrayBuffer, batch.points.buffer as ArrayBuffer] }
  }
}
