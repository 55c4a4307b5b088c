import { checkPersonSides, type PersonSides } from '#checks/check-pair-people.ts'
import { createScoreChecker } from '#checks/check-scores.ts'
import { counted, type Finding } from '#checks/finding.ts'
import type { ScoreChunk } from '../score-files/score-chunk.ts'

/** Pairs that are looked at for repetition: 134 MB, taken as they come (our choice). */
const comparedPairs = 2 ** 24

/** Two numbers of pictures, each below this, fit in one number. */
const mostPictures = 2 ** 26

/** Checks of a list of any length that comes piece by piece. Memory grows with its people, and with its pairs up to a limit. */
export interface ListChecker {
  add(chunk: Omit<ScoreChunk, 'setting'>): void
  /** @param people the names behind the numbers */
  ofList(people: readonly string[]): Finding[]
  ofScores(): Finding[]
  /** Whether all pairs were looked at for repetition, and whether all people were seen. */
  checked(): { readonly repeats: boolean; readonly people: boolean }
}

export function createListChecker(): ListChecker {
  const scoreChecker = createScoreChecker()
  const sides: PersonSides[] = []
  let keys: Float64Array | null = new Float64Array(comparedPairs) // memory that is never written to is never taken
  let pairs = 0
  let selfPairs = 0
  let firstSelf = -1
  let peopleKnown = true
  const sidesOf = (person: number) => {
    while (sides.length <= person) sides.push({ asReference: 0, asProbe: 0, genuine: false, impostor: false })
    return sides[person]!
  }
  const addPictures = (reference: Int32Array, probe: Int32Array) => {
    for (let i = 0; i < reference.length; i++, pairs++) {
      const [first, second] = [reference[i]!, probe[i]!]
      if (first === second && selfPairs++ === 0) firstSelf = pairs
      if (keys === null) continue
      if (pairs >= comparedPairs || Math.max(first, second) >= mostPictures) keys = null
      else keys[pairs] = Math.min(first, second) * mostPictures + Math.max(first, second)
    }
  }
  return {
    add: ({ scores, genuine, referencePerson, probePerson, reference, probe }) => {
      for (let i = 0; i < scores.length; i++) scoreChecker.add(genuine[i] === 1 ? 'genuine' : 'impostor', scores[i]!)
      if (reference !== null && probe !== null) addPictures(reference, probe)
      else keys = null
      if (referencePerson === null || probePerson === null) {
        peopleKnown = false
        return
      }
      for (let i = 0; i < scores.length; i++) {
        const [first, second] = [sidesOf(referencePerson[i]!), sidesOf(probePerson[i]!)]
        first.asReference++
        second.asProbe++
        for (const person of [first, second]) person[genuine[i] === 1 ? 'genuine' : 'impostor'] = true
      }
    },
    ofList: (people) => [
      ...selfPairFinding(selfPairs, firstSelf),
      ...repeatFinding(keys === null ? 0 : countRepeats(keys.subarray(0, pairs).sort())),
      ...(peopleKnown ? checkPersonSides(new Map(sides.map((one, number) => [people[number]!, one]))) : []),
    ],
    ofScores: scoreChecker.findings,
    checked: () => ({ repeats: keys !== null, people: peopleKnown }),
  }
}

/** Pairs of two different pictures that are there already. */
function countRepeats(sorted: Float64Array): number {
  let repeats = 0
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] === sorted[i - 1] && Math.floor(sorted[i]! / mostPictures) !== sorted[i]! % mostPictures) repeats++
  }
  return repeats
}

function selfPairFinding(count: number, first: number): Finding[] {
  if (count === 0) return []
  return [
    {
      code: 'self-pair',
      severity: 'error',
      message: `Expected two pictures in a pair but ${counted(count, 'pair compares', 'pairs compare')} a picture with itself, first pair ${first}`,
      details: { count, pairs: [first] },
    },
  ]
}

function repeatFinding(count: number): Finding[] {
  if (count === 0) return []
  return [
    {
      code: 'pair-duplicate',
      severity: 'warning',
      message: `Expected each pair once but ${counted(count, 'pair repeats', 'pairs repeat')} an earlier one, as it is or with the sides swapped`,
      details: { count },
    },
  ]
}
