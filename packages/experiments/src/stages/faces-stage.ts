import type { Photo } from '@maskmirror/datasets'
import { mapInOrder } from '@maskmirror/inference'
import { alignInPhoto, type FaceSource } from './align-in-photo.ts'
import { type AlignedOutcome, encodeAligned } from './aligned-photo.ts'
import { loadPhoto } from './load-photo.ts'
import { runShards, type StageContext } from './run-shards.ts'

/** Photos in one stored shard, and crops in one batch of the recogniser. */
export const photosPerShard = 32

/** Photos in work at a time: one decodes while another is searched for faces. */
export const photoConcurrency = 3

/** Decodes every photo, finds its face and cuts it out. */
export function runFacesStage(
  options: { key: string; photos: readonly Photo[]; source: FaceSource },
  context: StageContext,
): Promise<void> {
  const { key, photos, source } = options
  const align = async (photo: Photo) => {
    const image = await loadPhoto(photo)
    return image.ok ? alignInPhoto(image.value, photo.landmarks, source) : image
  }
  return runShards(
    {
      stage: 'find faces',
      key,
      items: photos,
      shardSize: photosPerShard,
      compute: async (items) => {
        const outcomes: AlignedOutcome[] = []
        for await (const outcome of mapInOrder(items, photoConcurrency, align)) outcomes.push(outcome)
        return encodeAligned(outcomes)
      },
    },
    context,
  )
}
