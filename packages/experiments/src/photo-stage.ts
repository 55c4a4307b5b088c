import type { Outcome } from '@maskmirror/core'
import type { PhotoList } from './photo-list.ts'
import { hashOf, type RunSpec } from './run-spec.ts'
import type { StageTools } from './run-stages.ts'
import { type AlignedOutcome, decodeAligned } from './stages/aligned-photo.ts'
import { decodeEmbeddings, runEmbeddingsStage } from './stages/embeddings-stage.ts'
import { photosPerShard } from './stages/faces-stage.ts'
import { readStage } from './stages/read-stage.ts'
import type { StageContext } from './stages/run-shards.ts'
import { openShardReader, type ShardReader } from './stages/shard-reader.ts'

/** All views in one state, bare or masked, with everything computed for them. */
export interface PhotoStage extends PhotoList {
  /** Artefact key of the aligned faces. */
  readonly key: string
  readonly faces: ShardReader<AlignedOutcome>
  /** By position. */
  readonly embeddings: readonly Outcome<Float32Array>[]
}

/** What comparisons read of a stage. */
export type PhotoEmbeddings = Pick<PhotoStage, 'photos' | 'positions' | 'embeddings'>

/** A reader of the aligned faces that a stage has stored. */
export function readFaces(key: string, context: StageContext): ShardReader<AlignedOutcome> {
  return openShardReader({ key, shardSize: photosPerShard, decode: decodeAligned }, context.artefacts)
}

/** Where the embeddings of stored faces lie in the artefact store. */
export function embeddingsKey(made: { version: number; facesKey: string; model: RunSpec['model'] }): string {
  return `embeddings/${hashOf(made)}`
}

/**
 * Embeds the stored faces of a stage.
 *
 * @param options.stage name for progress
 * @param options.facesKey artefact key of the aligned faces
 */
export async function embedFaces(
  options: { stage: string; facesKey: string; list: PhotoList; model: RunSpec['model']; version: number },
  { embedder }: StageTools,
  context: StageContext,
): Promise<PhotoStage> {
  const { stage, facesKey, list, model, version } = options
  const faces = readFaces(facesKey, context)
  const key = embeddingsKey({ version, facesKey, model })
  const count = list.photos.length
  await runEmbeddingsStage({ stage, key, count, faces, embedder }, context)
  const embeddings = await readStage(
    { key, shardSize: photosPerShard, count, decode: decodeEmbeddings },
    context.artefacts,
  )
  return { ...list, key: facesKey, faces, embeddings }
}
