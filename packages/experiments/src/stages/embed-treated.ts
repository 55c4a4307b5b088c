import { failed, type Image, type Outcome } from '@maskmirror/core'
import type { Embedder } from '@maskmirror/inference'
import type { AlignedFace } from '@maskmirror/mask-mirror'
import type { AlignedOutcome } from './aligned-photo.ts'
import { decodeEmbeddings, runEmbeddingsStage } from './embeddings-stage.ts'
import { photosPerShard } from './faces-stage.ts'
import { readStage } from './read-stage.ts'
import type { StageContext } from './run-shards.ts'
import type { ShardReader } from './shard-reader.ts'

/**
 * Treats and embeds every face of a stage; treated pictures are not stored, since treating costs less than reading them.
 *
 * @param options.stage name for progress
 * @param options.key artefact key of the embeddings
 * @param options.count faces of the stage
 * @returns by position; a face that was not found is `face-failed`
 */
export async function embedTreated(
  options: {
    stage: string
    key: string
    count: number
    faces: ShardReader<AlignedOutcome>
    treat: (face: AlignedFace) => Outcome<Image>
    embedder: Embedder
  },
  context: StageContext,
): Promise<readonly Outcome<Float32Array>[]> {
  const { stage, key, count, faces, treat, embedder } = options
  const treatedFaces: ShardReader<AlignedOutcome> = {
    get: async (index) => {
      const face = await faces.get(index)
      if (!face.ok) return failed('face-failed', face.reason)
      const treated = treat({ crop: face.value.crop, landmarks: face.value.landmarks })
      return treated.ok ? { ok: true, value: { ...face.value, crop: treated.value } } : treated
    },
  }
  await runEmbeddingsStage({ stage, key, count, faces: treatedFaces, embedder }, context)
  return readStage({ key, shardSize: photosPerShard, count, decode: decodeEmbeddings }, context.artefacts)
}
