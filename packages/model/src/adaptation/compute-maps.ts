import { createProgressMeter, type Image, type ProgressReporter } from '@maskmirror/core'
import { type InferenceRuntime, imageInputOf, mapInOrder, preprocess, type Session } from '@maskmirror/inference'
import { channelsLast } from './channels-last.ts'
import type { FeatureMap, OpenedBackbone } from './feature-maps.ts'
import type { MapCache } from './map-cache.ts'

/** Pictures in one run; as for embeddings, more leave the processor's cache. */
const picturesPerRun = 4

/** Numbers of a record: the map, then the embedding that the recogniser gives. */
export function recordLengthOf({ height, width, channels }: FeatureMap, dimension: number): number {
  return height * width * channels + dimension
}

/**
 * Computes what a recogniser has at a feature map for pictures, behind what the cache holds already.
 *
 * @param session of the recogniser with the map as an output
 * @param cache each record is a map [height, width, channels] and the embedding as the recogniser gives it
 * @param count of all pictures
 * @param pictureOf by number, the same each time
 * @throws what the signal is aborted with, between two runs; ModelError `unwritable`
 */
export async function computeMaps(
  { model, embedding }: OpenedBackbone,
  map: FeatureMap,
  session: Session,
  runtime: InferenceRuntime,
  cache: MapCache,
  work: {
    readonly stage: string
    readonly count: number
    readonly pictureOf: (index: number) => Promise<Image>
    readonly signal: AbortSignal
    readonly onProgress: ProgressReporter
    readonly clockMs: () => number
  },
): Promise<void> {
  const { stage, count, pictureOf, signal, onProgress, clockMs } = work
  const input = imageInputOf(session, model.card)
  const meter = createProgressMeter(stage, count, onProgress, clockMs)
  meter.skip(cache.count)
  const rows = input.batch ?? picturesPerRun
  const starts = Array.from({ length: Math.ceil((count - cache.count) / rows) }, (_, i) => cache.count + i * rows)
  const run = async (start: number) => {
    signal.throwIfAborted()
    const images: Image[] = []
    for (let i = start; i < Math.min(count, start + rows); i++) images.push(await pictureOf(i))
    const tensor = preprocess(images, model.card.input, { count: rows, allocate: runtime.allocate })
    const { [map.tensor]: maps, [embedding]: embeddings } = await session.run({ [input.name]: tensor }, [
      map.tensor,
      embedding,
    ])
    return { made: records(images.length, map, maps!.data, embeddings!.data), pictures: images.length }
  }
  for await (const { made, pictures } of mapInOrder(starts, runtime.workers * 2, run)) {
    await cache.append(made)
    meter.advance(pictures)
  }
}

function records(count: number, map: FeatureMap, maps: Float32Array, embeddings: Float32Array): Float32Array {
  const size = map.height * map.width * map.channels
  const dimension = embeddings.length / (maps.length / size)
  const result = new Float32Array(count * (size + dimension))
  for (let n = 0; n < count; n++) {
    const to = n * (size + dimension)
    result.set(channelsLast(maps.subarray(n * size, (n + 1) * size), map), to)
    result.set(embeddings.subarray(n * dimension, (n + 1) * dimension), to + size)
  }
  return result
}
