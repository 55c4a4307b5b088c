import { createRng, failed } from '@maskmirror/core'
import type { Photo } from '@maskmirror/datasets'
import { mapInOrder } from '@maskmirror/inference'
import { chooseMask, drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'
import { alignInPhoto, type FaceSource } from './align-in-photo.ts'
import { type AlignedOutcome, encodeAligned } from './aligned-photo.ts'
import { photoConcurrency, photosPerShard } from './faces-stage.ts'
import { loadPhoto } from './load-photo.ts'
import { maskCoverage } from './mask-coverage.ts'
import { runShards, type StageContext } from './run-shards.ts'
import type { ShardReader } from './shard-reader.ts'

/**
 * Draws a mask on every photo, in the photo, and sends the masked photo the whole way again: a detector that loses the
 * face under the mask is part of the result. The mask of a photo depends on the seed and the photo's id alone.
 */
export function runMasksStage(
  options: {
    key: string
    photos: readonly Photo[]
    /** The same photos without masks, in the same order. */
    bare: ShardReader<AlignedOutcome>
    source: FaceSource
    templates: MaskTemplates
    seed: number
  },
  context: StageContext,
): Promise<void> {
  const { key, photos, bare, source, templates, seed } = options
  const rng = createRng(`${seed}/masks`)
  const mask = async ({ photo, index }: { photo: Photo; index: number }): Promise<AlignedOutcome> => {
    const face = await bare.get(index)
    if (!face.ok) return failed('bare-photo-failed', `no mask can be drawn: ${face.reason}, ${face.detail}`)
    const image = await loadPhoto(photo)
    if (!image.ok) return image
    const choice = chooseMask(rng.fork(photo.id))
    const drawn = drawMask(image.value, face.value.photoLandmarks, { templates, ...choice })
    if (!drawn.ok) return drawn
    const aligned = await alignInPhoto(drawn.value.image, photo.landmarks, source)
    if (!aligned.ok) return aligned
    const detail = `${choice.type} mask, ${choice.colour}; ${aligned.value.detail}`
    const coverage = maskCoverage(drawn.value.alpha, face.value.photoLandmarks.points)
    return { ok: true, value: { ...aligned.value, detail, drawnMask: { ...choice, coverage } } }
  }
  return runShards(
    {
      stage: 'draw masks',
      key,
      items: photos.map((photo, index) => ({ photo, index })),
      shardSize: photosPerShard,
      compute: async (items) => {
        const outcomes: AlignedOutcome[] = []
        for await (const outcome of mapInOrder(items, photoConcurrency, mask)) outcomes.push(outcome)
        return encodeAligned(outcomes)
      },
    },
    context,
  )
}
