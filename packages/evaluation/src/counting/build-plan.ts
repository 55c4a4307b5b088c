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
  const splits = new Set<number>()
  const positionOf = (value: number) => bins.positionOf(bins.indexOf(value))
  const split = (value: number) => {
    const exact = bins.atLeast(value)
    if (!Number.isFinite(exact)) return
    splits.add(bins.lowest(positionOf(exact)))
    splits.add(exact)
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
    for (let position = positionOf(low) + 1; bins.lowest(position) < high; position++) splits.add(bins.lowest(position))
    splitInside(high)
  }
  for (const { low, high, parts } of wishes.divide) {
    for (let i = 0; i < parts; i++) split(low + ((high - low) * i) / parts)
    splitInside(high)
  }
  const sorted = Float64Array.from(splits).sort()
  const kept = new Uint8Array(sorted.length)
  let part = 0
  for (const { low, high } of wishes.keep) {
    while (part < sorted.length && sorted[part]! < low) part++
    for (; part < sorted.length && sorted[part]! < high; part++) kept[part] = 1
  }
  return { precision, splits: sorted, kept, keptLimit: wishes.keptLimit, genuineLimit: wishes.genuineLimit }
}
