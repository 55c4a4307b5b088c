import { type Failure, type Outcome, succeeded } from '@maskmirror/core'
import type { Embedder } from '@maskmirror/inference'
import type { AlignedOutcome } from './aligned-photo.ts'
import { photosPerShard } from './faces-stage.ts'
import { runShards, type StageContext } from './run-shards.ts'
import { decodeShard, encodeShard } from './shard-codec.ts'
import type { ShardReader } from './shard-reader.ts'

/**
 * Embeds every aligned face of a stage. A shard is one batch, so that the same faces always share a batch.
 *
 * @param options.count items of the stage that `faces` reads
 */
export function runEmbeddingsStage(
  options: { stage: string; key: string; count: number; faces: ShardReader<AlignedOutcome>; embedder: Embedder },
  context: StageContext,
): Promise<void> {
  const { stage, key, count, faces, embedder } = options
  return runShards(
    {
      stage,
      key,
      items: Array.from({ length: count }, (_, index) => index),
      shardSize: photosPerShard,
      compute: async (indices) => {
        const outcomes = await Promise.all(indices.map((index) => faces.get(index)))
        const crops = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.crop] : []))
        const rows = crops.length === 0 ? new Float32Array(0) : await embedder.embed(crops)
        const failures = outcomes.map((outcome) => (outcome.ok ? null : outcome))
        return encodeShard(failures, [new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)])
      },
    },
    context,
  )
}

/** Rows of unit length in the order of the items, or why there is none. */
export async function decodeEmbeddings(bytes: Uint8Array): Promise<Outcome<Float32Array>[]> {
  const { header, body } = await decodeShard<(Failure | null)[]>(bytes)
  const count = header.filter((failure) => failure === null).length
  // a copy, because float32 must begin at a multiple of four bytes
  const values = new Float32Array(Uint8Array.from(body).buffer)
  const dimension = count === 0 ? 0 : values.length / count
  let row = 0
  return header.map((failure) => {
    if (failure !== null) return failure
    const start = row++ * dimension
    return succeeded(values.subarray(start, start + dimension))
  })
}
