import { countBelow, countUpTo } from '../sorted-array.ts'
import type { Couples } from './couples.ts'
import type { PeopledPairs } from './sorted-column.ts'

/**
 * How much of a measure hangs on each person and on each couple of two people, to first order: the deviations of their pairs
 * from the mean of the class, over the size of the class. A pair of two people stands with both.
 */
export interface Influence {
  readonly byPerson: Float64Array
  /** Impostor pairs only. */
  readonly byCouple: Float64Array
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
  readonly ofPairs: Int32Array
  readonly sizeByPerson: Float64Array
  readonly sizeByCouple: Float64Array
  readonly people: number
}

export function influenceSource(
  pairs: PeopledPairs,
  couples: Couples,
  scores: Float64Array,
  { personCount, withFailures }: { personCount: number; withFailures: boolean },
): InfluenceSource {
  const counted = (genuine: number): CountedClass => {
    const ofPairs = couples.ofPair
      .map((_, pair) => pair)
      .filter((pair) => pairs.genuine[pair] === genuine && (withFailures || !Number.isNaN(scores[pair]!)))
    const sizeByPerson = new Float64Array(personCount)
    const sizeByCouple = new Float64Array(couples.count)
    addToPeople({ pairs, couples }, sizeByPerson, sizeByCouple, ofPairs, () => 1)
    return { ofPairs, sizeByPerson, sizeByCouple, people: sizeByPerson.filter((size) => size > 0).length }
  }
  return { pairs, couples, scores, genuine: counted(1), impostor: counted(0) }
}

/** On the false match rate at a threshold. */
export function fmrInfluence(source: InfluenceSource, threshold: number): Influence {
  return classInfluence(source, source.impostor, (score) => (score >= threshold ? 1 : 0))
}

/** On the false non-match rate at a threshold. */
export function fnmrInfluence(source: InfluenceSource, threshold: number): Influence {
  return classInfluence(source, source.genuine, (score) => (score >= threshold ? 0 : 1))
}

/** On the area under the ROC curve. */
export function aucInfluence(source: InfluenceSource): Influence {
  const shareBelow = ({ ofPairs }: CountedClass) => {
    const all = Float64Array.from(ofPairs, (pair) => source.scores[pair]!)
    const scored = all.filter((score) => !Number.isNaN(score)).sort()
    const failed = all.length - scored.length
    return (score: number) => {
      // failures are below every score and tie with each other
      const below = Number.isNaN(score)
        ? failed / 2
        : failed + (countBelow(scored, score) + countUpTo(scored, score)) / 2
      return below / all.length
    }
  }
  return combine([
    [1, classInfluence(source, source.genuine, shareBelow(source.impostor))],
    [-1, classInfluence(source, source.impostor, shareBelow(source.genuine))],
  ])
}

/** The influence on a sum of measures, each with a factor. */
export function combine(terms: readonly (readonly [factor: number, influence: Influence])[]): Influence {
  const first = terms[0]![1]
  const byPerson = new Float64Array(first.byPerson.length)
  const byCouple = new Float64Array(first.byCouple.length)
  let people = 0
  for (const [factor, influence] of terms) {
    addTimes(byPerson, factor, influence.byPerson)
    addTimes(byCouple, factor, influence.byCouple)
    people = Math.max(people, influence.people)
  }
  return { byPerson, byCouple, people }
}

function classInfluence(source: InfluenceSource, of: CountedClass, measure: (score: number) => number): Influence {
  const { scores } = source
  const byPerson = new Float64Array(of.sizeByPerson.length)
  const byCouple = new Float64Array(of.sizeByCouple.length)
  const size = of.ofPairs.length
  const total = addToPeople(source, byPerson, byCouple, of.ofPairs, (pair) => measure(scores[pair]!))
  for (let i = 0; i < byPerson.length; i++) byPerson[i] = (byPerson[i]! - (total / size) * of.sizeByPerson[i]!) / size
  for (let i = 0; i < byCouple.length; i++) byCouple[i] = (byCouple[i]! - (total / size) * of.sizeByCouple[i]!) / size
  return { byPerson, byCouple, people: of.people }
}

/** Adds the value of each pair to its people and couple; returns the sum over pairs. */
function addToPeople(
  { pairs, couples }: Pick<InfluenceSource, 'pairs' | 'couples'>,
  byPerson: Float64Array,
  byCouple: Float64Array,
  ofPairs: Int32Array,
  valueAt: (pair: number) => number,
): number {
  let total = 0
  for (let i = 0; i < ofPairs.length; i++) {
    const pair = ofPairs[i]!
    const value = valueAt(pair)
    if (value === 0) continue
    total += value
    byPerson[pairs.reference[pair]!]! += value
    const couple = couples.ofPair[pair]!
    if (couple < 0) continue
    byPerson[pairs.probe[pair]!]! += value
    byCouple[couple]! += value
  }
  return total
}

function addTimes(sums: Float64Array, factor: number, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) sums[i]! += factor * values[i]!
}
