import { EvaluationError } from '../evaluation-error.ts'
import { largestScore } from '../prepared-scores.ts'
import type { PeopledPairs } from './sorted-column.ts'

/** Scores of every pair of the list in one setting, or from one system. */
export interface BootstrapSetting {
  readonly id: string
  /** One a pair; NaN for a failed comparison. */
  readonly scores: Float64Array
  /** Thresholds fixed beforehand, for this setting's scores; as many in every setting. */
  readonly thresholds: readonly number[]
}

/** What a bootstrap over people is made of: one pair list, its people, and one column of scores a setting. */
export interface BootstrapInput extends PeopledPairs {
  readonly settings: readonly BootstrapSetting[]
  /** Differences to estimate: the measures of setting `a` less those of setting `b`. Default none. */
  readonly differences?: readonly { readonly a: string; readonly b: string }[]
  /** FMR targets in (0, 1) at which FNMR is measured, the threshold found anew in each resample. Default 1 %, 0.1 %, 0.01 %. */
  readonly targets?: readonly number[]
  /** At least 2; default 1,000. */
  readonly resamples?: number
  /** The same seed gives the same figures, whatever the number of threads. */
  readonly seed: string
}

/**
 * @throws EvaluationError `settings-empty`, `setting-duplicate`, `setting-unknown`, `pair-list-mismatch`, `score-too-large`,
 *   `rate-out-of-range`, `count-out-of-range`
 */
export function checkBootstrapInput(input: BootstrapInput, targets: readonly number[], resamples: number): void {
  const { settings, differences = [], genuine } = input
  if (settings.length === 0) {
    throw new EvaluationError({
      code: 'settings-empty',
      message: 'Expected the scores of at least one setting but received 0 settings',
    })
  }
  if (!Number.isSafeInteger(resamples) || resamples < 2) {
    throw new EvaluationError({
      code: 'count-out-of-range',
      message: `Expected resamples to be a whole number of at least 2 but received ${resamples}`,
      details: { resamples },
    })
  }
  for (const target of targets) {
    if (target > 0 && target < 1) continue
    throw new EvaluationError({
      code: 'rate-out-of-range',
      message: `Expected targets in (0, 1) but received ${target}`,
      details: { target },
    })
  }
  const ids = new Set<string>()
  for (const { id, scores, thresholds } of settings) {
    if (ids.has(id)) {
      throw new EvaluationError({
        code: 'setting-duplicate',
        message: `Expected the scores of each setting once but received "${id}" twice`,
        details: { setting: id },
      })
    }
    ids.add(id)
    requireLength(`the scores of ${id}`, scores.length, genuine.length)
    requireLength(`the thresholds of ${id}`, thresholds.length, settings[0]!.thresholds.length)
    requireScores(id, scores)
  }
  for (const id of differences.flatMap(({ a, b }) => [a, b])) {
    if (ids.has(id)) continue
    throw new EvaluationError({
      code: 'setting-unknown',
      message: `Expected differences between ${[...ids].join(', ')} but received "${id}"`,
      details: { setting: id },
    })
  }
  requireLength('reference', input.reference.length, genuine.length)
  requireLength('probe', input.probe.length, genuine.length)
  requirePeople(input)
}

function requireLength(what: string, length: number, expected: number): void {
  if (length === expected) return
  throw new EvaluationError({
    code: 'pair-list-mismatch',
    message: `Expected ${what} to have ${expected} elements but received ${length}`,
    details: { length, expected },
  })
}

function requireScores(setting: string, scores: Float64Array): void {
  const pair = scores.findIndex((score) => Math.abs(score) > largestScore)
  if (pair === -1) return
  throw new EvaluationError({
    code: 'score-too-large',
    message: `Expected the score of pair ${pair} in ${setting} within ±${largestScore} but received ${scores[pair]}`,
    details: { setting, pair },
  })
}

function requirePeople({ genuine, reference, probe }: PeopledPairs): void {
  for (let pair = 0; pair < genuine.length; pair++) {
    const [first, second] = [reference[pair]!, probe[pair]!]
    if (first >= 0 && second >= 0 && (first === second) === (genuine[pair] === 1)) continue
    throw new EvaluationError({
      code: 'pair-list-mismatch',
      message: `Expected one person on a genuine pair and two on an impostor pair, numbered from 0, but ${genuine[pair] === 1 ? 'genuine' : 'impostor'} pair ${pair} shows ${first} and ${second}`,
      details: { pair, reference: first, probe: second },
    })
  }
}
