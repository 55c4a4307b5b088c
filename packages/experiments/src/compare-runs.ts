import {
  correctedByMeasure,
  estimatedDifferences,
  type SettingDifference,
  type SettingId,
} from '@maskmirror/evaluation'
import type { CertaintyOptions } from './certainty/estimate-certainty.ts'
import { estimateCertainty } from './certainty/estimate-certainty.ts'
import { ExperimentError } from './error.ts'
import type { RunResult } from './result.ts'
import type { RunScores } from './run-scores.ts'

/** A finished run with its scores. */
export interface ComparedRun {
  readonly id: string
  readonly result: RunResult
  readonly scores: RunScores
}

/** One measure of one setting in two runs, on the same pairs. */
export type RunDifference = Omit<SettingDifference, 'a' | 'b'> & { readonly setting: SettingId }

/** Two runs on one pair list: what the second changed. */
export interface RunComparison {
  readonly a: string
  readonly b: string
  /** Settings of both, in the order of the first. */
  readonly settings: readonly SettingId[]
  readonly pairs: number
  readonly people: number
  readonly resamples: number
  /** Value in `b` less value in `a`, over the pairs that both scored; Holm's correction over the settings of a measure. */
  readonly differences: readonly RunDifference[]
}

/** Targets of FNMR at a threshold of its own. */
const targets = [0.01, 0.001]

/** The same two runs always give the same figures. */
const seed = 'compare-runs'

/**
 * Compares two runs by a bootstrap that keeps and drops the same people in both. Frozen thresholds are each run's own: what
 * matters to an operator is the error at the threshold in use, and scores of two models have no common scale.
 *
 * @throws ExperimentError `runs-not-comparable` when the runs are not about the same pairs, in the same order, or have no setting
 *   in common; `cancelled`
 */
export async function compareRuns(a: ComparedRun, b: ComparedRun, options: CertaintyOptions): Promise<RunComparison> {
  requireSamePairs(a, b)
  const settings = [...a.scores.scores.keys()].filter((setting) => b.scores.scores.has(setting))
  if (settings.length === 0) throw notComparable(a, b, 'they have no setting in common')
  const thresholds = [a, b].map(({ result }) => {
    const { fmr100, fmr1000 } = result.table.frozen
    return [fmr100.threshold, fmr1000.threshold]
  })
  // a threshold that one of the runs lacks cannot be compared; the others keep their names
  const named = (['fmr100', 'fmr1000'] as const)
    .map((name, i) => ({ name, a: thresholds[0]![i]!, b: thresholds[1]![i]! }))
    .filter((threshold) => threshold.a !== null && threshold.b !== null)
  const columns = settings.flatMap((setting) => [
    { id: `a ${setting}`, scores: scoreColumn(a, setting), thresholds: named.map((threshold) => threshold.a) },
    { id: `b ${setting}`, scores: scoreColumn(b, setting), thresholds: named.map((threshold) => threshold.b) },
  ])
  const { views, pairs } = a.scores
  const numbers = new Map<string, number>()
  for (const { person } of views) if (!numbers.has(person)) numbers.set(person, numbers.size)
  const numberOf = (view: number) => numbers.get(views[view]!.person)!
  const certainty = await estimateCertainty(
    {
      genuine: Uint8Array.from(pairs, ({ genuine }) => Number(genuine)),
      reference: Int32Array.from(pairs, ({ reference }) => numberOf(reference)),
      probe: Int32Array.from(pairs, ({ probe }) => numberOf(probe)),
      settings: columns,
      differences: settings.map((setting) => ({ a: `b ${setting}`, b: `a ${setting}` })),
      targets,
      seed,
    },
    options,
  )
  const names = named.map(({ name }) => name)
  const differences = correctedByMeasure(
    certainty.differences.flatMap(({ common }, i) =>
      estimatedDifferences(common, names).map((one) => ({ setting: settings[i]!, ...one })),
    ),
  )
  const measures = new Set(differences.map(({ measure }) => measure))
  return {
    a: a.id,
    b: b.id,
    settings,
    pairs: pairs.length,
    people: certainty.people,
    resamples: certainty.resamples,
    differences: [...measures].flatMap((measure) => differences.filter((one) => one.measure === measure)),
  }
}

/** NaN for a failed comparison. */
function scoreColumn({ scores }: ComparedRun, setting: SettingId): Float64Array {
  return Float64Array.from(scores.scores.get(setting)!, (outcome) => (outcome.ok ? outcome.score : Number.NaN))
}

function requireSamePairs(a: ComparedRun, b: ComparedRun): void {
  const [one, other] = [a.scores, b.scores]
  if (one.pairs.length !== other.pairs.length) {
    throw notComparable(a, b, `one has ${one.pairs.length} pairs and the other ${other.pairs.length}`)
  }
  const name = ({ views }: RunScores, view: number) => {
    const { person, bare, masked } = views[view]!
    return `${person}, ${bare?.photo ?? masked?.photo ?? 'no photo'}`
  }
  for (const [i, pair] of one.pairs.entries()) {
    const twin = other.pairs[i]!
    const [here, there] = [
      `${name(one, pair.reference)} with ${name(one, pair.probe)}`,
      `${name(other, twin.reference)} with ${name(other, twin.probe)}`,
    ]
    if (here !== there || pair.genuine !== twin.genuine) {
      throw notComparable(a, b, `pair ${i} is ${here} in one and ${there} in the other`)
    }
  }
}

function notComparable(a: ComparedRun, b: ComparedRun, why: string): ExperimentError {
  return new ExperimentError({
    code: 'runs-not-comparable',
    message: `Expected ${a.id} and ${b.id} to be about the same pairs but ${why}. Run both on one data set with the same choice of pairs and seed`,
    details: { a: a.id, b: b.id },
  })
}
