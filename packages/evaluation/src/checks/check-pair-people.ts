import type { CheckedPair } from './checked-pair.ts'
import { counted, exampleCount, type Finding, quoteSome } from './finding.ts'

/** Below this many people the intervals, which take people as the units, are hardly better than a guess (our choice, the usual 30). */
const fewPeople = 30

/** On which sides and in which classes a person occurs. */
export interface PersonSides {
  asReference: number
  asProbe: number
  genuine: boolean
  impostor: boolean
}

/**
 * Checks who is on the pairs; pairs without names are left out. O(n).
 *
 * - `people-too-few`: error below 2 people, where there is no impostor; warning below 30.
 * - `people-spelling`: warning when two names differ only in how accents are encoded (NFC, NFD): they count as two people.
 * - `people-on-one-side`: warning when more people occur only as reference, or only as probe, than drawing the sides at random
 *   would leave (three standard deviations above the expected number). Differences between the sides are then partly
 *   differences between people.
 * - `classes-without-common-people`: warning when nobody has both genuine and impostor pairs.
 */
export function checkPairPeople(pairs: readonly CheckedPair[]): Finding[] {
  return checkPersonSides(sidesByPerson(pairs))
}

/** The same, of people whose pairs have been counted. */
export function checkPersonSides(people: ReadonlyMap<string, PersonSides>): Finding[] {
  if (people.size === 0) return []
  return [
    ...checkPeopleCount(people),
    ...checkSpelling([...people.keys()]),
    ...checkOneSided(people),
    ...checkCommonPeople(people),
  ]
}

function sidesByPerson(pairs: readonly CheckedPair[]): Map<string, PersonSides> {
  const people = new Map<string, PersonSides>()
  const entry = (person: string) => {
    const known = people.get(person) ?? { asReference: 0, asProbe: 0, genuine: false, impostor: false }
    people.set(person, known)
    return known
  }
  for (const { reference, probe, genuine } of pairs) {
    if (reference.person === null || probe.person === null) continue
    const [first, second] = [entry(reference.person), entry(probe.person)]
    first.asReference++
    second.asProbe++
    for (const person of [first, second]) person[genuine ? 'genuine' : 'impostor'] = true
  }
  return people
}

function checkPeopleCount(people: ReadonlyMap<string, PersonSides>): Finding[] {
  if (people.size >= fewPeople) return []
  return [
    {
      code: 'people-too-few',
      severity: people.size < 2 ? 'error' : 'warning',
      message: `Expected at least ${fewPeople} people but received ${people.size}: rates over so few people vary widely from one set of people to the next`,
      details: { people: people.size, expected: fewPeople },
    },
  ]
}

function checkSpelling(names: readonly string[]): Finding[] {
  const composed = new Set(names)
  const twice = names.filter((name) => name !== name.normalize('NFC') && composed.has(name.normalize('NFC')))
  if (twice.length === 0) return []
  return [
    {
      code: 'people-spelling',
      severity: 'warning',
      message: `Expected one spelling of a person but ${counted(twice.length, 'name occurs', 'names occur')} with accents encoded in two ways (Unicode NFC and NFD), which count as two people: ${quoteSome(twice)}`,
      details: { count: twice.length, people: twice.slice(0, exampleCount) },
    },
  ]
}

function checkOneSided(people: ReadonlyMap<string, PersonSides>): Finding[] {
  const oneSided: string[] = []
  let expected = 0
  let variance = 0
  for (const [name, { asReference, asProbe, genuine }] of people) {
    const count = asReference + asProbe
    if (genuine || count < 2) continue // a genuine pair has its person on both sides, a single pair says nothing
    const chance = 2 ** (1 - count)
    expected += chance
    variance += chance * (1 - chance)
    if (asReference === 0 || asProbe === 0) oneSided.push(name)
  }
  if (oneSided.length <= expected + 3 * Math.sqrt(variance)) return []
  return [
    {
      code: 'people-on-one-side',
      severity: 'warning',
      message: `Expected people on both sides but ${counted(oneSided.length, 'person occurs', 'people occur')} only as reference or only as probe, where chance would leave ${expected.toFixed(1)}: ${quoteSome(oneSided)}`,
      details: { count: oneSided.length, expected, people: oneSided.slice(0, exampleCount) },
    },
  ]
}

function checkCommonPeople(people: ReadonlyMap<string, PersonSides>): Finding[] {
  const all = [...people.values()]
  if (!all.some(({ genuine }) => genuine) || !all.some(({ impostor }) => impostor)) return []
  if (all.some(({ genuine, impostor }) => genuine && impostor)) return []
  return [
    {
      code: 'classes-without-common-people',
      severity: 'warning',
      message: `Expected some people with both genuine and impostor pairs but none of ${people.size} has both: the classes differ in people too`,
      details: { people: people.size },
    },
  ]
}
