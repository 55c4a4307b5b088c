import { z } from 'zod'
import { classSeparation, scoreMoments } from './score-moments.ts'
import type { SettingScores } from './setting-scores.ts'
import { preparedFrom, scoresWhere } from './setting-scores.ts'

const count = z.int().nonnegative()

export const ScoreShiftSchema = z.object({
  /** Pairs scored both in this setting and in UMR-UMP; everything here is over these. */
  genuineCount: count,
  impostorCount: count,
  /** (mean here − mean in UMR-UMP) / standard deviation in UMR-UMP, genuine pairs; null without pairs or without spread. */
  genuine: z.number().nullable(),
  /** The same of impostor pairs: a positive shift is security lost at a fixed threshold. */
  impostor: z.number().nullable(),
  /** d′ here − d′ in UMR-UMP; null where one of them does not exist. */
  dPrime: z.number().nullable(),
})

/** How far a setting moved the scores of the same pairs against UMR-UMP, in units of UMR-UMP's own spread. */
export type ScoreShift = z.infer<typeof ScoreShiftSchema>

/** @param unmasked UMR-UMP's scores of the same pair list */
export function scoreShift(setting: SettingScores, unmasked: SettingScores): ScoreShift {
  const [scoredHere, scoredThere] = [pairsOf(setting), pairsOf(unmasked)]
  const here = scoresWhere(setting, (pair) => scoredThere.has(pair))
  const there = scoresWhere(unmasked, (pair) => scoredHere.has(pair))
  const separation = (scores: SettingScores) => {
    const prepared = preparedFrom(scores)
    return prepared === null ? null : classSeparation(prepared)
  }
  const [after, before] = [separation(here), separation(there)]
  return {
    genuineCount: here.genuine.scores.length,
    impostorCount: here.impostor.scores.length,
    genuine: shiftOf(here.genuine.scores, there.genuine.scores),
    impostor: shiftOf(here.impostor.scores, there.impostor.scores),
    dPrime: after === null || before === null ? null : after.dPrime - before.dPrime,
  }
}

function pairsOf({ genuine, impostor }: SettingScores): ReadonlySet<number> {
  return new Set([...genuine.pairIndices, ...impostor.pairIndices])
}

function shiftOf(here: readonly number[], there: readonly number[]): number | null {
  const after = scoreMoments(Float64Array.from(here).sort())
  const before = scoreMoments(Float64Array.from(there).sort())
  if (after === null || before === null || before.standardDeviation === 0) return null
  return (after.mean - before.mean) / before.standardDeviation
}
