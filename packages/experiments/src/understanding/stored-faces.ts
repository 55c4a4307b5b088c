import type { Outcome } from '@maskmirror/core'
import type { ArtefactStore } from '@maskmirror/storage'
import { embeddingsKey } from '../photo-stage.ts'
import type { RunScores } from '../run-scores.ts'
import type { RunSpec } from '../run-spec.ts'
import { stageVersion } from '../run-stages.ts'
import { decodeAligned } from '../stages/aligned-photo.ts'
import { decodeEmbeddings } from '../stages/embeddings-stage.ts'
import { photosPerShard } from '../stages/faces-stage.ts'
import { readStage } from '../stages/read-stage.ts'
import { openShardReader, type ShardReader } from '../stages/shard-reader.ts'

export const faceStates = ['unmasked', 'masked'] as const

export type FaceState = (typeof faceStates)[number]

/** An aligned face of a finished run. */
export interface StoredPersonFace {
  readonly person: string
  readonly photo: string
  /** In its stage. */
  readonly position: number
}

/** Every face of one state, each once, in the order of its stage. */
export interface FacesOfState {
  /** Artefact key of the aligned faces. */
  readonly key: string
  readonly faces: readonly StoredPersonFace[]
}

/** The faces that a run has compared, or null where no setting has a mask. */
export function facesOfState(
  { views, faces }: Pick<RunScores, 'views' | 'faces'>,
  state: FaceState,
): FacesOfState | null {
  const key = state === 'masked' ? faces.masked : faces.bare
  if (key === null) return null
  const byPosition = new Map<number, StoredPersonFace>()
  for (const { person, bare, masked } of views) {
    const face = state === 'masked' ? masked : bare
    if (face !== null) byPosition.set(face.position, { person, ...face })
  }
  return { key, faces: [...byPosition.values()].sort((a, b) => a.position - b.position) }
}

/** Whether the masks of a stage were drawn by the program; else they were worn. */
export function masksAreDrawn(key: string): boolean {
  return key.startsWith('masks/')
}

/** Shards in memory while faces of one person are read. */
const keptShards = 2

export function readerOfFaces(
  key: string,
  artefacts: ArtefactStore,
): ShardReader<Awaited<ReturnType<typeof decodeAligned>>[number]> {
  return openShardReader({ key, shardSize: photosPerShard, decode: decodeAligned, kept: keptShards }, artefacts)
}

/**
 * Embeddings of all faces of a state, by position.
 *
 * @throws ExperimentError `stage-damaged` when they were removed since the run
 */
export function embeddingsOf(
  { key: facesKey, faces }: FacesOfState,
  model: RunSpec['model'],
  artefacts: ArtefactStore,
): Promise<Outcome<Float32Array>[]> {
  const key = embeddingsKey({ version: stageVersion, facesKey, model })
  const count = 1 + faces.reduce((last, { position }) => Math.max(last, position), -1)
  return readStage({ key, shardSize: photosPerShard, count, decode: decodeEmbeddings }, artefacts)
}
