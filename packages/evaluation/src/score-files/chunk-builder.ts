import type { KeptNames, ScoreChunk } from './score-chunk.ts'

/** Comparisons of a chunk: enough to hide the cost of a chunk, few enough to stay in the processor's cache (our choice). */
export const chunkSize = 32_768

/** A chunk that is being filled: the first `count` elements of each array. */
export interface ChunkBuilder {
  count: number
  readonly scores: Float64Array
  readonly genuine: Uint8Array
  readonly referencePerson: Int32Array | null
  readonly probePerson: Int32Array | null
  readonly reference: Int32Array | null
  readonly probe: Int32Array | null
  readonly setting: Int32Array | null
}

/** What a file offers of each comparison besides score and class. */
export interface OfferedNames {
  readonly people: boolean
  readonly reference: boolean
  readonly probe: boolean
  readonly setting: boolean
}

export function createChunkBuilder(offered: OfferedNames, kept: KeptNames): ChunkBuilder {
  const column = (wanted: boolean) => (wanted ? new Int32Array(chunkSize) : null)
  return {
    count: 0,
    scores: new Float64Array(chunkSize),
    genuine: new Uint8Array(chunkSize),
    referencePerson: column(offered.people && kept !== 'none'),
    probePerson: column(offered.people && kept !== 'none'),
    reference: column(offered.reference && kept === 'all'),
    probe: column(offered.probe && kept === 'all'),
    setting: column(offered.setting),
  }
}

/** Goes on in another builder, which keeps fewer columns. */
export function withKept(begun: ChunkBuilder, next: ChunkBuilder): ChunkBuilder {
  next.count = begun.count
  next.scores.set(begun.scores)
  next.genuine.set(begun.genuine)
  for (const column of ['referencePerson', 'probePerson', 'reference', 'probe', 'setting'] as const) {
    if (begun[column] !== null) next[column]?.set(begun[column])
  }
  return next
}

/** A copy of what is filled; the builder is empty afterwards. */
export function takeChunk(builder: ChunkBuilder): ScoreChunk {
  const { count } = builder
  builder.count = 0
  return {
    scores: builder.scores.slice(0, count),
    genuine: builder.genuine.slice(0, count),
    referencePerson: builder.referencePerson?.slice(0, count) ?? null,
    probePerson: builder.probePerson?.slice(0, count) ?? null,
    reference: builder.reference?.slice(0, count) ?? null,
    probe: builder.probe?.slice(0, count) ?? null,
    setting: builder.setting?.slice(0, count) ?? null,
  }
}
