import { intervalOfRate } from '#clustered-interval.ts'
import { momentsOfRate } from '#clustered-rate.ts'
import { EvaluationError } from '#evaluation-error.ts'
import type { RateInterval } from '#table-rates.ts'
import { requireRows } from './feature-rows.ts'
import { dot, fisherDiscriminant } from './fisher-discriminant.ts'

/** Features of unmasked and of masked faces. */
export interface LabelledFeatures {
  readonly rows: readonly ArrayLike<number>[]
  /** [rows] */
  readonly isMasked: readonly boolean[]
  /** [rows] name of who is on the picture. */
  readonly people: readonly string[]
}

/** How well masked features can be told from unmasked ones. */
export interface MaskOverlap {
  /**
   * Share of held-out features whose class a linear classifier tells, both classes weighing the same: 0.5 is full overlap, 1
   * none.
   */
  readonly accuracy: number
  /** 95 %, over people. */
  readonly interval: RateInterval
  readonly people: number
  readonly unmasked: { readonly right: number; readonly count: number }
  readonly masked: { readonly right: number; readonly count: number }
}

/** Parts that are held out in turn; our choice. */
const folds = 5

/**
 * Accuracy of Fisher's linear discriminant that tells masked from unmasked features on people it has not seen: people are sorted by
 * name and dealt to five parts, each told by the other four. What one person's features have in common can so not be learnt.
 *
 * @throws EvaluationError `shape-mismatch`, `score-not-finite`; `folds-unusable` with fewer than five people, or when the others
 *   of a part lack a class
 */
export function maskOverlap({ rows, isMasked, people }: LabelledFeatures): MaskOverlap {
  const dimension = requireRows(rows)
  for (const { length } of [isMasked, people]) if (length !== rows.length) throw mismatch(rows.length, length)
  const names = [...new Set(people)].sort()
  if (names.length < folds) throw unusable(`${names.length} people`)
  const placeOf = new Map(names.map((name, place) => [name, place]))
  const places = people.map((name) => placeOf.get(name)!)
  const isWrong = new Uint8Array(rows.length)
  for (let fold = 0; fold < folds; fold++) {
    const others = (masked: boolean) => rows.filter((_, i) => places[i]! % folds !== fold && isMasked[i] === masked)
    const classes = [others(false), others(true)] as const
    if (classes.some(({ length }) => length === 0)) throw unusable('a part whose others are of one class')
    const { weights, threshold } = fisherDiscriminant(classes, dimension)
    for (const [i, row] of rows.entries()) {
      if (places[i]! % folds === fold) isWrong[i] = Number(dot(weights, row) > threshold !== isMasked[i])
    }
  }
  const classOf = (masked: boolean) => {
    const members = [...rows.keys()].filter((i) => isMasked[i] === masked)
    const wrong = members.reduce((sum, i) => sum + isWrong[i]!, 0)
    return { right: members.length - wrong, count: members.length, rate: wrong / members.length }
  }
  const [unmasked, masked] = [classOf(false), classOf(true)]
  const byPerson = new Float64Array(names.length)
  for (const [i, place] of places.entries()) {
    const { rate, count } = isMasked[i] ? masked : unmasked
    byPerson[place]! += ((isWrong[i]! - rate) * rows.length) / (2 * count) // so that both classes weigh the same
  }
  const rate = (unmasked.rate + masked.rate) / 2
  const whole = { rate, count: rows.length, people: names.length }
  const { low, high } = intervalOfRate(momentsOfRate(whole, byPerson, { squares: 0, cubes: 0 }))
  return {
    accuracy: 1 - rate,
    interval: { low: 1 - high, high: 1 - low },
    people: names.length,
    unmasked: { right: unmasked.right, count: unmasked.count },
    masked: { right: masked.right, count: masked.count },
  }
}

function mismatch(expected: number, received: number): EvaluationError {
  return new EvaluationError({
    code: 'shape-mismatch',
    message: `Expected a mask label and a person for each of ${expected} rows but received ${received}`,
    details: { expected, received },
  })
}

function unusable(received: string): EvaluationError {
  return new EvaluationError({
    code: 'folds-unusable',
    message: `Expected at least ${folds} people, and both classes among the others of each part, but received ${received}`,
  })
}
