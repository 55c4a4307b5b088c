import { checkPairPeople } from './check-pair-people.ts'
import { checkPictureOwners } from './check-picture-owners.ts'
import type { CheckedPair, CheckedSide } from './checked-pair.ts'
import { counted, exampleCount, type Finding } from './finding.ts'

/**
 * Checks a pair list before any score is looked at. O(n).
 *
 * Errors: `genuine-missing` and `impostor-missing` (one class only), `self-pair` (a picture against itself),
 * `label-conflict` (genuine with two names, impostor with one, or one pair in both classes), `picture-of-several-people`.
 * Warnings: `pair-duplicate`, `pair-reversed` (the same two pictures the other way round where both sides have the same mask
 * state, so that it is the same comparison), and those of {@link checkPairPeople}.
 *
 * What a pair does not say (null) is not checked.
 */
export function checkPairList(pairs: readonly CheckedPair[]): Finding[] {
  if (!pairs.some(({ reference, probe }) => isNamed(reference) || isNamed(probe))) return checkClasses(pairs)
  return [
    ...checkClasses(pairs),
    ...checkSelfPairs(pairs),
    ...checkLabels(pairs),
    ...checkRepeats(pairs),
    ...checkPictureOwners(pairs.flatMap(({ reference, probe }) => [reference, probe])),
    ...checkPairPeople(pairs),
  ]
}

function checkClasses(pairs: readonly CheckedPair[]): Finding[] {
  const genuine = pairs.reduce((sum, pair) => sum + Number(pair.genuine), 0)
  const counts = { genuine, impostor: pairs.length - genuine }
  return (['genuine', 'impostor'] as const).flatMap((side): Finding[] =>
    counts[side] > 0
      ? []
      : [
          {
            code: `${side}-missing`,
            severity: 'error',
            message: `Expected genuine and impostor pairs but received ${counts.genuine} genuine and ${counts.impostor} impostor pairs`,
            details: counts,
          },
        ],
  )
}

function checkSelfPairs(pairs: readonly CheckedPair[]): Finding[] {
  const found = indicesWhere(
    pairs,
    ({ reference, probe }) => isKnown(reference.picture) && reference.picture === probe.picture,
  )
  if (found.length === 0) return []
  return [
    {
      code: 'self-pair',
      severity: 'error',
      message: `Expected two pictures in a pair but ${counted(found.length, 'pair compares', 'pairs compare')} a picture with itself, first pair ${found[0]}`,
      details: { count: found.length, pairs: found.slice(0, exampleCount) },
    },
  ]
}

function checkLabels(pairs: readonly CheckedPair[]): Finding[] {
  const found = indicesWhere(
    pairs,
    ({ reference, probe, genuine }) =>
      isKnown(reference.person) && isKnown(probe.person) && (reference.person === probe.person) !== genuine,
  )
  if (found.length === 0) return []
  const { reference, probe, genuine } = pairs[found[0]!]!
  return [
    {
      code: 'label-conflict',
      severity: 'error',
      message: `Expected genuine pairs to show one person and impostor pairs two but ${counted(found.length, 'pair does', 'pairs do')} not, first pair ${found[0]}: ${genuine ? 'genuine' : 'impostor'} with "${reference.person}" and "${probe.person}"`,
      details: { count: found.length, pairs: found.slice(0, exampleCount) },
    },
  ]
}

/** Repeated pairs; a pair that repeats with the other label is a conflict and no mere duplicate. */
function checkRepeats(pairs: readonly CheckedPair[]): Finding[] {
  const numbers = new Map<string, number>()
  const numberOf = (picture: string) => {
    const found = numbers.get(picture) ?? numbers.size
    numbers.set(picture, found)
    return found
  }
  const sides = pairs.map(({ reference, probe }) =>
    isKnown(reference.picture) && isKnown(probe.picture)
      ? ([numberOf(reference.picture), numberOf(probe.picture)] as const)
      : null,
  )
  const first = new Map<number, number>()
  const repeats = { same: [] as number[], reversed: [] as number[], conflicting: [] as number[] }
  for (const [i, side] of sides.entries()) {
    if (side === null || side[0] === side[1]) continue
    const { reference, probe, genuine } = pairs[i]!
    const same = first.get(side[0] * numbers.size + side[1])
    const reversed = reference.mask === probe.mask ? first.get(side[1] * numbers.size + side[0]) : undefined
    const earlier = same ?? reversed
    if (earlier === undefined) first.set(side[0] * numbers.size + side[1], i)
    else if (pairs[earlier]!.genuine !== genuine) repeats.conflicting.push(i)
    else repeats[same === undefined ? 'reversed' : 'same'].push(i)
  }
  const finding = (code: 'pair-duplicate' | 'pair-reversed', found: readonly number[], what: string): Finding[] =>
    found.length === 0
      ? []
      : [
          {
            code,
            severity: 'warning',
            message: `Expected each pair once but ${counted(found.length, 'pair repeats', 'pairs repeat')} an earlier one${what}, first pair ${found[0]}`,
            details: { count: found.length, pairs: found.slice(0, exampleCount) },
          },
        ]
  const { conflicting } = repeats
  return [
    ...(conflicting.length === 0
      ? []
      : [
          {
            code: 'label-conflict' as const,
            severity: 'error' as const,
            message: `Expected one label for the same two pictures but ${counted(conflicting.length, 'pair has', 'pairs have')} the other label than before, first pair ${conflicting[0]}`,
            details: { count: conflicting.length, pairs: conflicting.slice(0, exampleCount) },
          },
        ]),
    ...finding('pair-duplicate', repeats.same, ''),
    ...finding('pair-reversed', repeats.reversed, ' with the sides swapped'),
  ]
}

function isNamed({ person, picture }: CheckedSide): boolean {
  return isKnown(person) || isKnown(picture)
}

function isKnown(name: string | null): name is string {
  return name !== null
}

function indicesWhere(pairs: readonly CheckedPair[], holds: (pair: CheckedPair) => boolean): number[] {
  const found: number[] = []
  for (const [i, pair] of pairs.entries()) if (holds(pair)) found.push(i)
  return found
}
