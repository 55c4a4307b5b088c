import type { SettingComparisons } from './comparison.ts'
import { failureSides } from './comparison.ts'
import type { FailureCount } from './comparison-table.ts'
import { EvaluationError } from './evaluation-error.ts'
import type { PreparedScores } from './prepared-scores.ts'
import { prepareScores } from './prepared-scores.ts'

/** Scores of one class, with the pair that each belongs to. */
export interface ClassScores {
  readonly scores: readonly number[]
  readonly pairIndices: readonly number[]
}

/** One setting's comparisons taken apart by class and outcome. */
export interface SettingScores {
  readonly genuine: ClassScores
  readonly impostor: ClassScores
  /** Pairs that gave no score. */
  readonly failed: { readonly genuine: readonly number[]; readonly impostor: readonly number[] }
}

/**
 * Takes the comparisons of one setting apart.
 *
 * @throws EvaluationError `score-not-finite` naming setting and pair
 */
export function settingScores({ setting, comparisons }: SettingComparisons): SettingScores & {
  readonly failures: FailureCount[]
} {
  const genuine = { scores: [] as number[], pairIndices: [] as number[] }
  const impostor = { scores: [] as number[], pairIndices: [] as number[] }
  const failed = { genuine: [] as number[], impostor: [] as number[] }
  const failures = new Map<string, FailureCount>()
  for (const comparison of comparisons) {
    const { pairIndex, outcome } = comparison
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

/** Those of the pairs that `keep` accepts. */
export function scoresWhere(scores: SettingScores, keep: (pairIndex: number) => boolean): SettingScores {
  const kept = ({ scores, pairIndices }: ClassScores): ClassScores => ({
    scores: scores.filter((_, i) => keep(pairIndices[i]!)),
    pairIndices: pairIndices.filter(keep),
  })
  return {
    genuine: kept(scores.genuine),
    impostor: kept(scores.impostor),
    failed: { genuine: scores.failed.genuine.filter(keep), impostor: scores.failed.impostor.filter(keep) },
  }
}

/** The scores of a setting, failures left out; null when a class has none. */
export function preparedFrom({ genuine, impostor }: SettingScores): PreparedScores | null {
  if (genuine.scores.length === 0 || impostor.scores.length === 0) return null
  return prepareScores({ genuine: genuine.scores, impostor: impostor.scores })
}

function bySideThenReason(a: FailureCount, b: FailureCount): number {
  return (
    failureSides.indexOf(a.side) - failureSides.indexOf(b.side) ||
    (a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0)
  )
}
