import type { PeopledPairs } from './sorted-column.ts'

/** Which impostor pairs are of the same two people. */
export interface Couples {
  readonly count: number
  /** Element i: the couple on pair i, whoever is on which side; -1 for a genuine pair. */
  readonly ofPair: Int32Array
}

/** Numbers couples. O(pairs + people), by gathering the pairs of each person of lower number. */
export function numberCouples({ genuine, reference, probe }: PeopledPairs, personCount: number): Couples {
  const { length } = genuine
  const starts = new Int32Array(personCount + 1)
  const lower = (pair: number) => Math.min(reference[pair]!, probe[pair]!)
  for (let pair = 0; pair < length; pair++) if (genuine[pair] === 0) starts[lower(pair) + 1]!++
  for (let person = 0; person < personCount; person++) starts[person + 1]! += starts[person]!
  const ofPerson = new Int32Array(starts[personCount]!)
  const next = starts.slice()
  for (let pair = 0; pair < length; pair++) if (genuine[pair] === 0) ofPerson[next[lower(pair)]!++] = pair
  const ofPair = new Int32Array(length).fill(-1)
  const couple = new Int32Array(personCount)
  const partnerOf = new Int32Array(personCount).fill(-1)
  let count = 0
  for (let person = 0; person < personCount; person++) {
    for (let i = starts[person]!; i < starts[person + 1]!; i++) {
      const pair = ofPerson[i]!
      const other = Math.max(reference[pair]!, probe[pair]!)
      if (partnerOf[other] !== person) {
        partnerOf[other] = person
        couple[other] = count++
      }
      ofPair[pair] = couple[other]!
    }
  }
  return { count, ofPair }
}
