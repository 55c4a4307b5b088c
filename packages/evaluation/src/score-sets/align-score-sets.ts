import { EvaluationError } from '#evaluation-error.ts'
import { settingLabel } from '#settings.ts'
import { matchPairs } from './match-pairs.ts'
import { canBeMatched, type NamedSides, namedInAll, namesAnything, pairKeys, pairText } from './pair-keys.ts'
import type { ScoreSet, SideNames } from './score-set.ts'

export interface AlignedScoreSets {
  /** On the same pairs, in the order of the first set. */
  readonly sets: readonly ScoreSet[]
  /** Comparisons that not all sets have, by set; all 0 unless only common pairs were asked for. */
  readonly leftOut: readonly number[]
}

/**
 * Brings sets to one pair list.
 *
 * Pairs are the same when their people and pictures have the same names, as far as all sets name them; without any names, when they are at
 * the same place in files of the same length. Place is not asked where some sets have names: it would be a guess.
 *
 * @param options.common whether pairs that a set lacks are left out; default: they are an error
 * @throws EvaluationError `pair-list-mismatch` with counts and examples, when only some sets name their pairs, or when a pair is genuine in one set and impostor in another
 */
export function alignScoreSets(
  sets: readonly ScoreSet[],
  { common = false }: { common?: boolean } = {},
): AlignedScoreSets {
  if (!canBeMatched(sets)) throw namesMissing(sets)
  const named = namedInAll(sets)
  const { rows, unmatched } = matchPairs(pairKeys(sets, named))
  const shared = rows[0]!.length
  const leftOut = sets.map(({ scores }) => scores.length - shared)
  if (leftOut.some((count) => count > 0) && (!common || shared === 0)) {
    throw mismatch(
      sets,
      unmatched.map((row, i) => (row === null ? null : pairText(sets[i]!, row, named))),
      shared,
    )
  }
  const aligned = sets.map((set, i) => rowsOf(set, rows[i]!))
  for (const set of aligned.slice(1)) requireSameClasses(aligned[0]!, set, named)
  return { sets: aligned, leftOut }
}

function rowsOf(set: ScoreSet, rows: Uint32Array): ScoreSet {
  const pick = ({ reference, probe, names }: SideNames): SideNames => ({
    reference: reference === null ? null : Int32Array.from(rows, (row) => reference[row]!),
    probe: probe === null ? null : Int32Array.from(rows, (row) => probe[row]!),
    names,
  })
  return {
    setting: set.setting,
    scores: Float64Array.from(rows, (row) => set.scores[row]!),
    genuine: Uint8Array.from(rows, (row) => set.genuine[row]!),
    people: set.people === null ? null : pick(set.people),
    pictures: pick(set.pictures),
    folds: set.folds === null ? null : Int32Array.from(rows, (row) => set.folds![row]!),
  }
}

/** @param examples by set: a pair that others lack, null for none */
function mismatch(sets: readonly ScoreSet[], examples: readonly (string | null)[], shared: number): EvaluationError {
  const counts = sets.map(({ setting, scores }, i) => {
    const example = examples[i] === null ? '' : ` (such as ${examples[i]})`
    return `${settingLabel(setting)} has ${scores.length}, ${scores.length - shared} of them not in the others${example}`
  })
  return new EvaluationError({
    code: 'pair-list-mismatch',
    message: `Expected the same pairs in all sets but ${shared} are common: ${counts.join('; ')}. --common compares the common ones`,
    details: { shared, counts: sets.map(({ scores }) => scores.length) },
  })
}

function namesMissing(sets: readonly ScoreSet[]): EvaluationError {
  const facts = sets.map((set) => `${settingLabel(set.setting)} names ${namedSidesText(set)}`)
  return new EvaluationError({
    code: 'pair-list-mismatch',
    message: `Expected all sets to name people, or pictures, or none of them to name anything but ${facts.join(' and ')}: which pairs are the same would be a guess`,
    details: { settings: sets.map(({ setting }) => setting) },
  })
}

function namedSidesText(set: ScoreSet): string {
  if (!namesAnything(set)) return 'nothing'
  return [
    ...(set.people === null ? [] : ['people']),
    ...(set.pictures.reference === null ? [] : ['references']),
    ...(set.pictures.probe === null ? [] : ['probes']),
  ].join(', ')
}

function requireSameClasses(first: ScoreSet, other: ScoreSet, named: NamedSides): void {
  const row = first.genuine.findIndex((flag, i) => flag !== other.genuine[i])
  if (row < 0) return
  const word = (set: ScoreSet) => `${set.genuine[row] === 1 ? 'genuine' : 'impostor'} in ${settingLabel(set.setting)}`
  throw new EvaluationError({
    code: 'pair-list-mismatch',
    message: `Expected pair ${pairText(first, row, named)} to be of one class but it is ${word(first)} and ${word(other)}`,
    details: { row },
  })
}
