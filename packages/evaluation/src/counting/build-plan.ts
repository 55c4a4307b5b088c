import type { PassPlan } from './pass-plan.ts'
import type { ScoreBins, ScorePrecision } from './score-bins.ts'

/** Numbers from `low` up to but without `high`. */
export interface ScoreInterval {
  readonly low: number
  readonly high: number
}

/** What a pass is to find out. */
export interface PassWishes {
  /** Scores are counted above and below each. */
  readonly cuts: Iterable<number>
  /** Equal scores, and those between neighbours, are counted. */
  readonly values: Iterable<number>
  /** Everything in them is kept one by one; ascending, without overlap. */
  readonly keep: readonly ScoreInterval[]
  /** Each within one bin, counted in so many parts of equal width. */
  readonly divide: readonly (ScoreInterval & { readonly parts: number })[]
  readonly keptLimit: number
  readonly genuineLimit: number
}

export function buildPlan(precision: ScorePrecision, bins: ScoreBins, wishes: PassWishes): PassPlan {
  // with repetitions: a set of so many numbers would take several times the room and time
  let splits = new Float64Array(4096)
  let count = 0
  const add = (value: number) => {
    if (count === splits.length) {
      const larger = new Float64Array(2 * count)
      larger.set(splits)
      splits = larger
    }
    splits[count++] = value
  }
  const positionOf = (value: number) => bins.positionOf(bins.indexOf(value))
  const split = (value: number) => {
    const exact = bins.atLeast(value)
    if (!Number.isFinite(exact)) return
    add(bins.lowest(positionOf(exact)))
    add(exact)
  }
  // where a bin begins, the bins themselves are a split
  const splitInside = (value: number) => {
    if (bins.lowest(positionOf(value)) !== value) split(value)
  }
  for (const cut of wishes.cuts) split(cut)
  for (const value of wishes.values) {
    split(value)
    split(bins.next(value))
  }
  for (const { low, high } of wishes.keep) {
    split(low)
    split(high)
  }
  for (const { low, high, parts } of wishes.divide) {
    for (let i = 0; i < parts; i++) split(low + ((high - low) * i) / parts)
    splitInside(high)
  }
  const sorted = withoutRepetitions(splits.subarray(0, count).sort())
  const kept = new Uint8Array(sorted.length)
  let part = 0
  for (const { low, high } of wishes.keep) {
    while (part < sorted.length && sorted[part]! < low) part++
    for (; part < sorted.length && sorted[part]! < high; part++) kept[part] = 1
  }
  return { precision, splits: sorted, kept, keptLimit: wishes.keptLimit, genuineLimit: wishes.genuineLimit }
}

function withoutRepetitions(ascending: Float64Array): Float64Array {
  let kept = 0
  for (let i = 0; i < ascending.length; i++) {
    if (i === 0 || ascending[i] !== ascending[kept - 1]) ascending[kept++] = ascending[i]!
  }
  return ascending.slice(0, kept)
}
