import type { ComparisonTable, FrozenThreshold } from '#comparison-table.ts'
import type { FrozenThresholds } from '#error-rate-measures.ts'
import type { FnmrAtFmr } from '#table-rates.ts'
import type { CountedScoreSet } from './count-score-set.ts'

/** The table of one set that was counted: without recalibration, intervals, differences and checks, which need all pairs at once. */
export function tableOfCount({ result }: CountedScoreSet, frozen: FrozenThresholds | 'own'): ComparisonTable {
  const rates = result.scored.rates!
  const pairs = { genuine: rates.genuineCount, impostor: rates.impostorCount }
  return {
    version: 2,
    pairs,
    pairsInAllSettings: pairs.genuine + pairs.impostor,
    frozen: {
      fmr100: frozenThreshold(0.01, rates.fmr100, frozen === 'own' ? 'own' : frozen.fmr100),
      fmr1000: frozenThreshold(0.001, rates.fmr1000, frozen === 'own' ? 'own' : frozen.fmr1000),
    },
    split: null,
    bootstrap: null,
    settings: [result],
    differences: [],
    warnings: [],
  }
}

function frozenThreshold(targetFmr: number, own: FnmrAtFmr, given: number | null | 'own'): FrozenThreshold {
  if (given !== 'own') {
    return { targetFmr, threshold: given, source: 'given', reason: given === null ? 'not-given' : null }
  }
  return own.supported
    ? { targetFmr, threshold: own.threshold, source: 'umr-ump', reason: null }
    : { targetFmr, threshold: null, source: 'umr-ump', reason: 'too-few-impostors' }
}
