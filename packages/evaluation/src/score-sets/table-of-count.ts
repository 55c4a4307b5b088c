import type { ComparisonTable, FrozenThreshold, SettingResult } from '#comparison-table.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { FnmrAtFmr } from '#table-rates.ts'
import type { CountedScoreSet } from './count-score-set.ts'

/**
 * The table of one set that was counted: without recalibration and differences, which need all pairs at once, and without checks.
 *
 * @param frozen as given to `countScoreSet`; null when nothing was frozen, as there is no UMR-UMP
 */
export function tableOfCount(
  { result }: Pick<CountedScoreSet, 'result'>,
  frozen: FrozenThresholds | 'own' | null,
): ComparisonTable {
  return tableOfCounts([result], frozen)
}

/**
 * The same of several sets on the same pairs, UMR-UMP first where it is one of them.
 *
 * @param results at least one
 */
export function tableOfCounts(
  results: readonly SettingResult[],
  frozen: FrozenThresholds | 'own' | null,
): ComparisonTable {
  const rates = results[0]!.scored.rates!
  const pairs = { genuine: rates.genuineCount, impostor: rates.impostorCount }
  return {
    version: 2,
    pairs,
    pairsInAllSettings: pairs.genuine + pairs.impostor,
    frozen: {
      fmr100: frozenThreshold(0.01, frozen, 'fmr100', rates.fmr100),
      fmr1000: frozenThreshold(0.001, frozen, 'fmr1000', rates.fmr1000),
    },
    split: null,
    bootstrap: null,
    settings: [...results],
    differences: [],
    warnings: [],
  }
}

function frozenThreshold(
  targetFmr: number,
  frozen: FrozenThresholds | 'own' | null,
  name: 'fmr100' | 'fmr1000',
  own: FnmrAtFmr,
): FrozenThreshold {
  if (frozen === null) return { targetFmr, threshold: null, source: 'umr-ump', reason: 'no-umr-ump' }
  if (frozen !== 'own') {
    const threshold = frozen[name]
    return { targetFmr, threshold, source: 'given', reason: threshold === null ? 'not-given' : null }
  }
  return own.supported
    ? { targetFmr, threshold: own.threshold, source: 'umr-ump', reason: null }
    : { targetFmr, threshold: null, source: 'umr-ump', reason: 'too-few-impostors' }
}
