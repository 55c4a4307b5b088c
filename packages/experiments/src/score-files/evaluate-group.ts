import { type FrozenThresholds, tableWithCertainty } from '@maskmirror/evaluation'
import {
  bootstrapOfSets,
  type EvaluatedScoreSets,
  evaluateScoreSets,
  evidenceOfSets,
  pointsOfSet,
  type ScorePoints,
  type ScoreSet,
  type SetEvidence,
  type WantedPoints,
} from '@maskmirror/evaluation/score-sets'
import type { SettingCurve } from '@maskmirror/plots'
import { type CertaintyOptions, estimateCertainty } from '../certainty/index.ts'

/** Sets that are about the same pairs. */
export interface ScoreGroup extends Pick<EvaluatedScoreSets, 'table' | 'histograms'> {
  /** With 95 % intervals of FNMR along the curve, where people are known. */
  readonly curves: readonly SettingCurve[]
  /** At the thresholds and rates that were asked for; one a setting, none when nothing was asked for. */
  readonly points: readonly ScorePoints[]
  /** Calibration and fusion; null for sets that are not held. */
  readonly evidence: SetEvidence | null
}

export interface GroupOptions {
  /** Null: those of UMR-UMP, when it is one of the sets. */
  readonly frozen: FrozenThresholds | null
  readonly wanted: WantedPoints
  /** Of the bootstrap over people; 0 leaves it out. */
  readonly resamples: number
  /** Of the halves of people for recalibration, and of resamples. */
  readonly seed: string
  /** Sets of other people to calibrate and to fuse on. Default: half of the people. */
  readonly development: readonly ScoreSet[] | null
  readonly fused: boolean
}

/** Everything about sets on one pair list, with a bootstrap over people where they are known. */
export async function evaluateGroup(
  sets: readonly ScoreSet[],
  { frozen, wanted, resamples, seed, development, fused }: GroupOptions,
  context: CertaintyOptions,
): Promise<ScoreGroup> {
  const { table, curves, histograms, prepared } = evaluateScoreSets(sets, {
    splitSeed: seed,
    ...(frozen === null ? {} : { frozenThresholds: frozen }),
  })
  const points = hasWanted(wanted) ? sets.map((set) => pointsOfSet(set, prepared.get(set.setting)!, wanted)) : []
  const evidence = evidenceOfSets(sets, prepared, { seed, development, fused: fused && sets.length > 1 })
  const { fmr100, fmr1000 } = table.frozen
  const thresholds = { fmr100: fmr100.threshold, fmr1000: fmr1000.threshold }
  const input = resamples === 0 ? null : bootstrapOfSets(sets, { frozen: thresholds, resamples, seed })
  if (input === null) return { table, curves, histograms, points, evidence }
  const certainty = await estimateCertainty(input, context)
  return {
    table: tableWithCertainty(table, certainty),
    curves: curves.map((one) => ({
      ...one,
      band: certainty.settings.find(({ id }) => id === one.setting)!.scored.band,
    })),
    histograms,
    points,
    evidence,
  }
}

export function hasWanted({ thresholds, fmrs }: WantedPoints): boolean {
  return thresholds.length + fmrs.length > 0
}
