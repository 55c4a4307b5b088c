import { type BootstrapInput, checkBootstrapInput } from './bootstrap-input.ts'
import type { ColumnMeasures } from './column-measures.ts'
import { batchSize } from './kept-people.ts'
import type { PeopledPairs } from './sorted-column.ts'

/** Scores that are resampled together, and what is measured on them. */
export interface PlannedColumn extends ColumnMeasures {
  readonly setting: string
  readonly scores: Float64Array
}

/** A checked bootstrap as plain data, which can be sent to worker threads. */
export interface BootstrapPlan {
  readonly pairs: PeopledPairs
  readonly personCount: number
  readonly seed: string
  readonly resamples: number
  /** Units of work of one column: batches of 32 resamples. */
  readonly batches: number
  /** How many of the targets are wanted by themselves; the rest are points of the curve. */
  readonly targetCount: number
  readonly settingCount: number
  /** One a setting, in order; then scores restricted to the pairs that both settings of a difference scored. */
  readonly columns: readonly PlannedColumn[]
  /** Positions in `columns`: with failures counted, and over the pairs scored in both. */
  readonly differences: readonly {
    readonly a: string
    readonly b: string
    readonly whole: readonly [number, number]
    readonly common: readonly [number, number]
  }[]
}

const defaultTargets = [0.01, 0.001, 0.0001]

/** Points of a curve for each factor of ten in FMR (our choice). */
const pointsPerDecade = 6

/**
 * Checks the input and lays out the work.
 *
 * @throws EvaluationError as {@link checkBootstrapInput}
 */
export function planBootstrap(input: BootstrapInput): BootstrapPlan {
  const { settings, genuine, reference, probe, seed, targets = defaultTargets, resamples = 1000 } = input
  checkBootstrapInput(input, targets, resamples)
  const impostors = genuine.reduce((count, flag) => count + (1 - flag), 0)
  const columns = settings.map(
    ({ id, scores, thresholds }): PlannedColumn => ({
      setting: id,
      scores,
      thresholds,
      targets: [...targets, ...curveTargets(impostors)],
    }),
  )
  const restricted = (a: number, b: number): number => {
    const other = columns[b]!.scores
    const { setting, scores, thresholds } = columns[a]!
    const common = scores.map((score, pair) => (Number.isNaN(other[pair]!) ? Number.NaN : score))
    const known = columns.findIndex((column) => column.setting === setting && haveSameFailures(column.scores, common))
    return known === -1 ? columns.push({ setting, scores: common, thresholds, targets }) - 1 : known
  }
  const differences = (input.differences ?? []).map(({ a, b }) => {
    const whole = [a, b].map((id) => settings.findIndex((setting) => setting.id === id)) as [number, number]
    const [first, second] = whole
    return { a, b, whole, common: [restricted(first, second), restricted(second, first)] as [number, number] }
  })
  return {
    pairs: { genuine, reference, probe },
    personCount: Math.max(largest(reference), largest(probe)) + 1,
    seed,
    resamples,
    batches: Math.ceil(resamples / batchSize),
    targetCount: targets.length,
    settingCount: settings.length,
    columns,
    differences,
  }
}

/** From 1 / impostors, the smallest rate that is supported, up to but without 1; equal steps of the logarithm. */
function curveTargets(impostors: number): number[] {
  const points = Math.floor(Math.log10(Math.max(impostors, 1)) * pointsPerDecade)
  return Array.from({ length: points }, (_, i) => 10 ** ((i - points) / pointsPerDecade))
}

function haveSameFailures(a: Float64Array, b: Float64Array): boolean {
  return a.every((score, pair) => Number.isNaN(score) === Number.isNaN(b[pair]!))
}

function largest(people: Int32Array): number {
  return people.reduce((max, person) => Math.max(max, person), -1)
}
