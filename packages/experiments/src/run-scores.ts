import type { PairProtocol, ViewPair } from '@maskmirror/datasets'
import type { ComparisonOutcome, FailureSide, PairAttribute, SettingId } from '@maskmirror/evaluation'
import type { PhotoStage } from './photo-stage.ts'
import type { StageResults } from './run-stages.ts'
import type { ScoresBySetting } from './scores.ts'
import { decodeShard, encodeShard } from './stages/shard-codec.ts'

/** A photo in one state and where its aligned face is stored. */
export interface StoredFace {
  readonly photo: string
  /** In the stage of its state. */
  readonly position: number
}

/** A person's photo as one side of pairs; a state is null when the view has no photo in it. */
export interface ScoredView {
  readonly person: string
  readonly bare: StoredFace | null
  readonly masked: StoredFace | null
}

/** Every outcome of a finished run and where its pictures are: what a result is summarised from. */
export interface RunScores {
  readonly views: readonly ScoredView[]
  readonly pairs: readonly ViewPair[]
  readonly scores: ScoresBySetting
  /** What is known of every pair, by which the result is sliced. */
  readonly attributes: readonly PairAttribute[]
  /** Artefact keys of the aligned faces; null when no setting has a mask. */
  readonly faces: { readonly bare: string; readonly masked: string | null }
}

/** Where the scores of a run lie in the artefact store. */
export function runScoresKey(runId: string): string {
  return `scores/${runId}`
}

/** The scores of a run that has gone through its stages. */
export function collectRunScores(
  protocol: PairProtocol,
  { scores, bare, masked }: StageResults,
  attributes: readonly PairAttribute[],
): RunScores {
  const faceOf = (stage: PhotoStage | null, view: number): StoredFace | null => {
    const position = stage?.positions[view]
    return stage === null || position === null || position === undefined
      ? null
      : { photo: stage.photos[position]!.id, position }
  }
  return {
    views: protocol.views.map(({ person }, view) => ({
      person,
      bare: faceOf(bare, view),
      masked: faceOf(masked, view),
    })),
    pairs: protocol.pairs,
    scores,
    attributes,
    faces: { bare: bare.key, masked: masked?.key ?? null },
  }
}

interface Header {
  readonly views: readonly ScoredView[]
  readonly faces: RunScores['faces']
  readonly pairs: number
  readonly attributes: readonly PairAttribute[]
  /** A failed outcome is 1 + its place among these. */
  readonly settings: readonly {
    readonly setting: SettingId
    readonly failures: readonly { readonly side: FailureSide; readonly reason: string }[]
  }[]
}

/** The scores as bytes; numbers keep all their digits. */
export function encodeRunScores({ views, pairs, scores, attributes, faces }: RunScores): Promise<Uint8Array> {
  const settings: Header['settings'][number][] = []
  const body: Uint8Array[] = [
    bytesOf(Int32Array.from(pairs, ({ reference }) => reference)),
    bytesOf(Int32Array.from(pairs, ({ probe }) => probe)),
    Uint8Array.from(pairs, ({ genuine }) => Number(genuine)),
  ]
  for (const [setting, outcomes] of scores) {
    const failures = new Map<string, { side: FailureSide; reason: string }>()
    for (const outcome of outcomes) {
      if (!outcome.ok) failures.set(failureKey(outcome), { side: outcome.side, reason: outcome.reason })
    }
    const places = new Map([...failures.keys()].map((key, place) => [key, 1 + place]))
    settings.push({ setting, failures: [...failures.values()] })
    body.push(
      bytesOf(Float64Array.from(outcomes, (outcome) => (outcome.ok ? outcome.score : 0))),
      bytesOf(Uint16Array.from(outcomes, (outcome) => (outcome.ok ? 0 : places.get(failureKey(outcome))!))),
    )
  }
  return encodeShard({ views, faces, pairs: pairs.length, attributes, settings } satisfies Header, body)
}

/** @throws SyntaxError for bytes of something else; artefacts carry a checksum, so these are the program's own */
export async function decodeRunScores(bytes: Uint8Array): Promise<RunScores> {
  const { header, body } = await decodeShard<Header>(bytes)
  let offset = 0
  const next = (bytesEach: number): ArrayBuffer => {
    const length = header.pairs * bytesEach
    // a copy, because numbers must begin at a multiple of their size
    const part = Uint8Array.from(body.subarray(offset, offset + length)).buffer
    offset += length
    return part
  }
  const reference = new Int32Array(next(4))
  const probe = new Int32Array(next(4))
  const genuine = new Uint8Array(next(1))
  const scores = new Map<SettingId, ComparisonOutcome[]>()
  for (const { setting, failures } of header.settings) {
    const values = new Float64Array(next(8))
    const places = new Uint16Array(next(2))
    scores.set(
      setting,
      Array.from(values, (score, i): ComparisonOutcome => {
        const failure = failures[places[i]! - 1]
        return failure === undefined ? { ok: true, score } : { ok: false, ...failure }
      }),
    )
  }
  return {
    views: header.views,
    pairs: Array.from(reference, (view, i) => ({ reference: view, probe: probe[i]!, genuine: genuine[i] === 1 })),
    scores,
    attributes: header.attributes,
    faces: header.faces,
  }
}

function failureKey({ side, reason }: { side: FailureSide; reason: string }): string {
  return `${side} ${reason}`
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
