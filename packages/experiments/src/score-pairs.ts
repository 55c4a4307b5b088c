import type { Outcome } from '@maskmirror/core'
import type { ViewPair } from '@maskmirror/datasets'
import type { ComparisonOutcome } from '@maskmirror/evaluation'
import type { PhotoStage } from './photo-stage.ts'
import { cosine } from './stages/cosine.ts'
import type { TreatedScore } from './stages/treatment-stage.ts'

/** Compares both sides of every pair as they are. */
export function scorePairs(pairs: readonly ViewPair[], reference: PhotoStage, probe: PhotoStage): ComparisonOutcome[] {
  return pairs.map((pair) => {
    const sides = rowsOf(pair, reference, probe)
    return sides.ok ? { ok: true, score: cosine(sides.reference, sides.probe) } : sides
  })
}

/**
 * Takes the scores of treated references; a side without a face fails as in the untreated setting, so that both settings
 * miss the same pairs, and only what the treatment itself could not do counts against the treatment.
 *
 * @param treated by pair; null where a side has no photo
 */
export function scoreTreatedPairs(
  pairs: readonly ViewPair[],
  reference: PhotoStage,
  probe: PhotoStage,
  treated: readonly (Outcome<TreatedScore> | null)[],
): ComparisonOutcome[] {
  return pairs.map((pair, i) => {
    const sides = rowsOf(pair, reference, probe)
    if (!sides.ok) return sides
    const outcome = treated[i]
    if (outcome?.ok === true) return { ok: true, score: outcome.value.score }
    return { ok: false, side: 'treatment', reason: outcome?.reason ?? 'no-photo' }
  })
}

type Rows =
  | { readonly ok: true; readonly reference: Float32Array; readonly probe: Float32Array }
  | Extract<ComparisonOutcome, { ok: false }>

function rowsOf(pair: ViewPair, reference: PhotoStage, probe: PhotoStage): Rows {
  const referenceRow = rowOf(reference, pair.reference)
  if (!referenceRow.ok) return { ok: false, side: 'reference', reason: referenceRow.reason }
  const probeRow = rowOf(probe, pair.probe)
  if (!probeRow.ok) return { ok: false, side: 'probe', reason: probeRow.reason }
  return { ok: true, reference: referenceRow.value, probe: probeRow.value }
}

function rowOf({ positions, embeddings }: PhotoStage, view: number): Outcome<Float32Array> {
  const position = positions[view]
  if (position === null || position === undefined) {
    return { ok: false, reason: 'no-photo', detail: 'the view has no photo in this state' }
  }
  return embeddings[position]!
}
