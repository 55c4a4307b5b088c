import type { SettingComparisons } from './comparison.ts'
import { failureSides } from './comparison.ts'
import type { FailureCount } from './comparison-table.ts'
import { EvaluationError } from './evaluation-error.ts'

/** Scores of one class, with the pair that each belongs to. */
export interface ClassScores {
  readonly scores: readonly number[]
  readonly pairIndices: readonly number[]
}

/** One setting's comparisons taken apart by class and outcome. */
export interface SettingScores {
  readonly genuine: ClassScores
  readonly impostor: ClassScores
  readonly failed: { readonly genuine: readonly number[]; readonly impostor: readonly number[] }
  readonly failures: FailureCount[]
}

/**
 * Takes the comparisons of one setting apart; optionally only those of the pairs that `keep` accepts.
 *
 * @throws EvaluationError `score-not-finite` naming setting and pair
 */
export function settingScores(
  { setting, comparisons }: SettingComparisons,
  keep: (pairIndex: number) => boolean = () => true,
): SettingScores {
  const genuine = { scores: [] as number[], pairIndices: [] as number[] }
  const impostor = { scores: [] as number[], pairIndices: [] as number[] }
  const failed = { genuine: [] as number[], impostor: [] as number[] }
  const failures = new Map<string, FailureCount>()
  for (const comparison of comparisons) {
    const { pairIndex, outcome } = comparison
    if (!keep(pairIndex)) continue
    const side = comparison.genuine ? 'genuine' : 'impostor'
    if (outcome.ok) {
      if (!Number.isFinite(outcome.score)) {
        throw new EvaluationError({
          code: 'score-not-finite',
          message: `Expected the ${side} score of pair ${pairIndex} in ${setting} to be a finite number but received ${outcome.score}`,
          details: { setting, pairIndex, score: outcome.score },
        })
      }
      const target = comparison.genuine ? genuine : impostor
      target.scores.push(outcome.score)
      target.pairIndices.push(pairIndex)
    } else {
      failed[side].push(pairIndex)
      const key = `${outcome.side} ${outcome.reason}`
      const known = failures.get(key) ?? { side: outcome.side, reason: outcome.reason, genuine: 0, impostor: 0 }
      failures.set(key, { ...known, [side]: known[side] + 1 })
    }
  }
  return { genuine, impostor, failed, failures: [...failures.values()].sort(bySideThenReason) }
}

function bySideThenReason(a: FailureCount, b: FailureCount): number {
  return (
    failureSides.indexOf(a.side) - failureSides.indexOf(b.side) ||
    (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0)
  )
}
