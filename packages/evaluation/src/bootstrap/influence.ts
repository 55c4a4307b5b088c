import { countBelow, countUpTo } from '../sorted-array.ts'
import type { Couples } from './couples.ts'
import type { PeopledPairs } from './sorted-column.ts'

/**
 * How much of a measure hangs on each person and on each couple of two people, to first order: the deviations of their pairs
 * from the mean of the class, over the size of the class. A pair of two people stands with both.
 */
export interface Influence {
  readonly byPerson: Float64Array
  /** Null for a measure without impostor pairs. */
  readonly byCouple: Float64Array | null
  /** People with a pair that counts. */
  readonly people: number
}

/** One column, laid out for computing influences on its measures. */
export interface InfluenceSource {
  readonly pairs: PeopledPairs
  readonly couples: Couples
  /** One a pair; NaN for a failed comparison. */
  readonly scores: Float64Array
  readonly genuine: CountedClass
  readonly impostor: CountedClass
}

/** The pairs of one class that count, and how many each person and couple has. */
interface CountedClass {
  readonly members: Int32Array
  readonly sizes: Sums
  readonly people: number
}

/** One number a person, and one a couple for impostor pairs. */
type Sums = Pick<Influence, 'byPerson' | 'byCouple'>

export function influenceSource(
  pairs: PeopledPairs,
  couples: Couples,
  scores: Float64Array,
  { personCount, withFailures }: { personCount: number; withFailures: boolean },
): InfluenceSource {
  const counted = (genuine: number): CountedClass => {
    const members = new Int32Array(scores.length)
    let count = 0
    for (let pair = 0; pair < scores.length; pair++) {
      if (pairs.genuine[pair] === genuine && (withFailures || !Number.isNaN(scores[pair]!))) members[count++] = pair
    }
    const sizes: Sums = {
      byPerson: new Float64Array(personCount),
      byCouple: genuine === 1 ? null : new Float64Array(couples.count),
    }
    addToPeople({ pairs, couples }, sizes, members.subarray(0, count), null)
    return { members: members.slice(0, count), sizes, people: sizes.byPerson.filter((size) => size > 0).length }
  }
  return { pairs, couples, scores, genuine: counted(1), impostor: counted(0) }
}

/** On the false match rate at a threshold. */
export function fmrInfluence(source: InfluenceSource, threshold: number): Influence {
  const falseMatches = judgedPairs(source.impostor, source.scores, threshold, true)
  return classInfluence(source, source.impostor, falseMatches, null)
}

/** On the false non-match rate at a threshold. */
export function fnmrInfluence(source: InfluenceSource, threshold: number): Influence {
  const falseNonMatches = judgedPairs(source.genuine, source.scores, threshold, false)
  return classInfluence(source, source.genuine, falseNonMatches, null)
}

/** On the area under the ROC curve. */
export function aucInfluence(source: InfluenceSource): Influence {
  const { genuine, impostor, scores } = source
  return combine([
    [1, classInfluence(source, genuine, genuine.members, sharesBelow(genuine, impostor, scores))],
    [-1, classInfluence(source, impostor, impostor.members, sharesBelow(impostor, genuine, scores))],
  ])
}

/** The pairs that a threshold accepts, or those that it rejects, failed ones among them. */
function judgedPairs(
  { members }: CountedClass,
  scores: Float64Array,
  threshold: number,
  accepted: boolean,
): Int32Array {
  const judged = new Int32Array(members.length)
  let count = 0
  for (let i = 0; i < members.length; i++) {
    if (scores[members[i]!]! >= threshold === accepted) judged[count++] = members[i]!
  }
  return judged.subarray(0, count)
}

/** For each pair of a class the share of the other class below its score, ties half; failures are below every score and tie. */
function sharesBelow(of: CountedClass, other: CountedClass, scores: Float64Array): Float64Array {
  const scored = Float64Array.from(other.members, (pair) => scores[pair]!)
    .filter((score) => !Number.isNaN(score))
    .sort()
  const failed = other.members.length - scored.length
  return Float64Array.from(of.members, (pair) => {
    const score = scores[pair]!
    const below = Number.isNaN(score) ? failed / 2 : failed + (countBelow(scored, score) + countUpTo(scored, score)) / 2
    return below / other.members.length
  })
}

/** The influence on a sum of measures, each with a factor. */
export function combine(terms: readonly (readonly [factor: number, influence: Influence])[]): Influence {
  const sum = (of: (influence: Influence) => Float64Array | null) =>
    terms.reduce<Float64Array | null>((total, [factor, influence]) => {
      const values = of(influence)
      return values === null ? total : plus(total ?? new Float64Array(values.length), values, factor)
    }, null)
  return {
    byPerson: sum(({ byPerson }) => byPerson)!,
    byCouple: sum(({ byCouple }) => byCouple),
    people: Math.max(...terms.map(([, { people }]) => people)),
  }
}

/** Changes and returns `sums`. */
function plus(sums: Float64Array, values: Float64Array, factor: number): Float64Array {
  for (let i = 0; i < sums.length; i++) sums[i]! += factor * values[i]!
  return sums
}

/** @param values of the pairs in `nonZero`, null for ones; all other pairs of the class have 0 */
function classInfluence(
  source: InfluenceSource,
  { members, sizes, people }: CountedClass,
  nonZero: Int32Array,
  values: Float64Array | null,
): Influence {
  const sums: Sums = {
    byPerson: new Float64Array(sizes.byPerson.length),
    byCouple: sizes.byCouple === null ? null : new Float64Array(sizes.byCouple.length),
  }
  const mean = addToPeople(source, sums, nonZero, values) / members.length
  centre(sums.byPerson, sizes.byPerson, mean, members.length)
  if (sums.byCouple !== null) centre(sums.byCouple, sizes.byCouple!, mean, members.length)
  return { ...sums, people }
}

/** Takes from each sum what its pairs would have if all were as the mean, and divides by the size of the class. */
function centre(sums: Float64Array, sizes: Float64Array, mean: number, size: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i]! - mean * sizes[i]!) / size
}

/** Adds the value of each pair to its people and couple; returns the sum over pairs. */
function addToPeople(
  { pairs, couples }: Pick<InfluenceSource, 'pairs' | 'couples'>,
  { byPerson, byCouple }: Sums,
  members: Int32Array,
  values: Float64Array | null,
): number {
  let total = 0
  for (let i = 0; i < members.length; i++) {
    const pair = members[i]!
    const value = values === null ? 1 : values[i]!
    total += value
    byPerson[pairs.reference[pair]!]! += value
    if (byCouple === null) continue
    byPerson[pairs.probe[pair]!]! += value
    byCouple[couples.ofPair[pair]!]! += value
  }
  return total
}
