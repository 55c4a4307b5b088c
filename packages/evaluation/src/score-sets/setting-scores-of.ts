import type { SettingScores } from '#setting-scores.ts'
import type { ScoreSet } from './score-set.ts'

/** The comparisons of a set taken apart by class. */
export function settingScoresOf({ scores, genuine }: ScoreSet): SettingScores {
  const rows = (flag: number) => Array.from(genuine.keys()).filter((row) => genuine[row] === flag)
  const side = (pairIndices: number[]) => ({ scores: pairIndices.map((row) => scores[row]!), pairIndices })
  return { genuine: side(rows(1)), impostor: side(rows(0)), failed: { genuine: [], impostor: [] } }
}
