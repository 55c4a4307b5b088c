import { type ComparisonTable, type FrozenThresholds, settingLabel, thresholdAtFmr } from '@maskmirror/evaluation'
import {
  alignScoreSets,
  countScoreSet,
  evaluateScoreSets,
  groupScoreSets,
  type ScoreSet,
  tableOfCount,
  type WantedPoints,
} from '@maskmirror/evaluation/score-sets'
import type { CertaintyOptions } from '../certainty/index.ts'
import { ScoreCommandError } from './error.ts'
import { evaluateGroup, hasWanted, type ScoreGroup } from './evaluate-group.ts'
import { evaluateLargeGroup } from './evaluate-large-group.ts'
import { cancelled, type ReadContext } from './read-bytes.ts'
import {
  type FileFacts,
  heldComparisons,
  type ReadInput,
  type ReadInputOptions,
  readScoreInput,
} from './read-score-input.ts'
import type { ScoreInput } from './score-input.ts'

export interface EvaluateScoreFilesOptions extends Omit<ReadInputOptions, 'alone'> {
  readonly inputs: readonly ScoreInput[]
  /** Whose thresholds at FMR 1 % and 0.1 % are applied to all. Default: those of UMR-UMP, when it is among the inputs. */
  readonly frozenFrom: ScoreInput | null
  /** Scores of other people, on which the inputs of the same names are calibrated and fused. Default: half of the people of each input. */
  readonly development?: readonly ScoreInput[]
  /** Whether inputs on the same pairs are fused. Default: no. */
  readonly fused?: boolean
  /** Whether all inputs have to be about the same pairs: `same` is an error otherwise, `common` takes those that all have. Default: any pairs. */
  readonly pairs?: 'same' | 'common'
  /** Comparisons of a file that are held to be compared. Default twenty million. */
  readonly compared?: number
  readonly wanted: WantedPoints
  /** Of the bootstrap over people, where they are known; 0 leaves it out. */
  readonly resamples: number
  /** Of the halves of people for recalibration, and of resamples. */
  readonly seed: string
}

/** Comparisons of a file that are held to be compared with another one: 25 bytes each, and more while they are resampled (our choice). */
const comparedComparisons = 20_000_000

/** What takes part in long work. */
export type ScoreContext = ReadContext & CertaintyOptions

/** Everything that files of scores say: plain data for JSON. */
export interface ScoreEvaluation {
  readonly version: 1
  readonly files: readonly FileFacts[]
  readonly groups: readonly ScoreGroup[]
  /** What a reader must know about how it was made: full sentences. */
  readonly notes: readonly string[]
}

/**
 * Evaluates score files that any system made.
 *
 * Up to a million comparisons of an input are held in memory, with everything that the table of a run has. More are written to a
 * temporary file while they are read, once, and counted: the same rates to the last digit, without what needs all pairs at once. Two
 * files to be compared are held up to twenty million comparisons each, and counted in the same way from a million on.
 *
 * @throws EvaluationError; ScoreCommandError `file-unreadable`, `bad-option`, `cancelled`
 */
export async function evaluateScoreFiles(
  {
    inputs,
    frozenFrom,
    development = [],
    fused = false,
    pairs,
    compared = comparedComparisons,
    wanted,
    resamples,
    seed,
    ...options
  }: EvaluateScoreFilesOptions,
  context: ScoreContext,
): Promise<ScoreEvaluation> {
  const read: ReadInput[] = []
  try {
    let frozen: FrozenThresholds | null = null
    if (frozenFrom !== null) {
      const source = await readScoreInput(frozenFrom, { ...options, alone: true }, context)
      read.push(source)
      frozen = await frozenThresholds(source)
    }
    const own: ReadInput[] = []
    const { held = heldComparisons } = options
    const ofInputs = { ...options, alone: inputs.length === 1, held: pairs === undefined ? held : compared }
    for (const input of inputs) {
      const one = await readScoreInput(input, ofInputs, context)
      read.push(one)
      own.push(one)
    }
    const groups: ScoreGroup[] = []
    const sets = own.flatMap((one) => one.sets)
    const fitOn: ScoreSet[] = []
    for (const input of development) {
      const one = await readScoreInput(input, { ...options, alone: inputs.length === 1 }, context)
      read.push(one)
      fitOn.push(...developmentSets(one, sets))
    }
    const groupOptions = { wanted, resamples, seed, development: development.length === 0 ? null : fitOn, fused }
    const leftOut: string[] = []
    if (pairs !== undefined) requireHeld(own, compared)
    for (const group of unmaskedFirst(
      pairs === undefined ? groupScoreSets(sets) : [oneList(sets, pairs, leftOut)],
      (one) => one,
    )) {
      const evaluate = group[0]!.scores.length > held ? evaluateLargeGroup : evaluateGroup
      const evaluated = await evaluate(
        unmaskedFirst(group, (one) => [one]),
        { frozen, ...groupOptions },
        context,
      )
      groups.push(evaluated)
      frozen ??= thresholdsOf(evaluated.table)
    }
    const large = own.flatMap((one) => one.large)
    for (const { setting, scratch, checker, people } of unmaskedFirst(large, (one) => [one])) {
      if (context.signal.aborted) throw cancelled()
      const fixed = frozen ?? (setting === 'umr-ump' ? 'own' : null)
      const known = scratch.hasPeople ? people.length : 0
      const counted = await countScoreSet(setting, scratch.read, { frozen: fixed, wanted, people: known })
      const warnings = [
        ...checker.ofList(people).map((finding) => ({ setting: null, ...finding })),
        ...checker.ofScores().map((finding) => ({ setting, ...finding })),
      ].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
      const table = { ...tableOfCount(counted, fixed), warnings }
      groups.push({
        table,
        curves: [{ setting, curve: counted.curve }],
        histograms: [{ setting, histogram: counted.histogram }],
        points: hasWanted(wanted) ? [counted.points] : [],
        evidence: null,
      })
      frozen ??= thresholdsOf(table)
    }
    return {
      version: 1,
      files: own.map(({ facts }) => facts),
      groups,
      notes: [...leftOut, ...notesOf({ own, groups, distance: options.distance, frozenFrom })],
    }
  } finally {
    for (const { large } of read) for (const { scratch } of large) await scratch.close()
  }
}

/** What a development file holds, by the names of what it belongs to. */
function developmentSets({ facts, sets: found, large }: ReadInput, sets: readonly ScoreSet[]): readonly ScoreSet[] {
  if (large.length > 0) {
    throw new ScoreCommandError({
      code: 'bad-option',
      message: `Expected at most ${heldComparisons} comparisons in --development but ${facts.name} has ${facts.comparisons}`,
    })
  }
  // a file on its own needs no name
  if (found.length === 1 && sets.length === 1) return [{ ...found[0]!, setting: sets[0]!.setting }]
  const other = found.find(({ setting }) => !sets.some((set) => set.setting === setting))
  if (other === undefined) return found
  throw new ScoreCommandError({
    code: 'bad-option',
    message: `Expected --development to be named as one of ${sets.map(({ setting }) => settingLabel(setting)).join(', ')} but received ${settingLabel(other.setting)}. Name it: name=file`,
  })
}

/** Pairs are found again in memory only. */
function requireHeld(own: readonly ReadInput[], most: number): void {
  const tooLarge = own.find(({ large }) => large.length > 0)
  if (tooLarge === undefined) return
  const { name, comparisons } = tooLarge.facts
  throw new ScoreCommandError({
    code: 'bad-option',
    message: `Expected at most ${most} comparisons to compare but ${name} has ${comparisons}. Compare a part of the people`,
    details: { name, comparisons },
  })
}

/** All sets on one pair list; what was left out is said. */
function oneList(sets: readonly ScoreSet[], pairs: 'same' | 'common', notes: string[]): readonly ScoreSet[] {
  const aligned = alignScoreSets(sets, { common: pairs === 'common' })
  for (const [i, count] of aligned.leftOut.entries()) {
    if (count > 0)
      notes.push(`${count} comparisons of ${settingLabel(sets[i]!.setting)} were left out: not all files have them.`)
  }
  return aligned.sets
}

/** Those with UMR-UMP come first, because their thresholds are applied to the others. */
function unmaskedFirst<One>(all: readonly One[], setsOf: (one: One) => readonly Pick<ScoreSet, 'setting'>[]): One[] {
  const rank = (one: One) => Number(!setsOf(one).some(({ setting }) => setting === 'umr-ump'))
  return all.toSorted((a, b) => rank(a) - rank(b))
}

/** Null unless the table froze them on its own UMR-UMP. */
function thresholdsOf({ frozen: { fmr100, fmr1000 } }: ComparisonTable): FrozenThresholds | null {
  if (fmr100.source !== 'umr-ump' || fmr100.threshold === null) return null
  return { fmr100: fmr100.threshold, fmr1000: fmr1000.threshold }
}

async function frozenThresholds({ facts, sets, large }: ReadInput): Promise<FrozenThresholds> {
  const all = [...sets, ...large]
  const chosen = all.find(({ setting }) => setting === 'umr-ump') ?? (all.length === 1 ? all[0] : undefined)
  if (chosen === undefined) {
    throw new ScoreCommandError({
      code: 'bad-option',
      message: `Expected --frozen-from to hold one setting or umr-ump but received ${all.map(({ setting }) => setting).join(', ')} in ${facts.paths.join(', ')}`,
    })
  }
  if ('scratch' in chosen) {
    const { result } = await countScoreSet(chosen.setting, chosen.scratch.read, {
      frozen: null,
      wanted: { thresholds: [], fmrs: [] },
      people: 0,
    })
    const { fmr100, fmr1000 } = result.scored.rates!
    return {
      fmr100: fmr100.supported ? fmr100.threshold : null,
      fmr1000: fmr1000.supported ? fmr1000.threshold : null,
    }
  }
  const scores = evaluateScoreSets([chosen], { splitSeed: 'frozen' }).prepared.get(chosen.setting)!
  const at = (fmr: number) => {
    const answer = thresholdAtFmr(scores, fmr)
    return answer.supported ? answer.threshold : null
  }
  return { fmr100: at(0.01), fmr1000: at(0.001) }
}

function notesOf(facts: {
  own: readonly ReadInput[]
  groups: readonly ScoreGroup[]
  distance: boolean
  frozenFrom: ScoreInput | null
}): string[] {
  const { own, groups, distance, frozenFrom } = facts
  const attacks = own.reduce((sum, one) => sum + one.facts.attacks, 0)
  const counted = own.filter(({ large }) => large.length > 0)
  const knowsPeople = ({ table }: ScoreGroup) =>
    table.split !== null || table.settings.some(({ scored }) => scored.rates?.zeroFmr.fnmrInterval)
  const compared = groups.filter(({ table }) => table.split === null && table.bootstrap !== null)
  return [
    ...(distance
      ? [
          'The files hold distances, lower is more alike: every score and threshold here is the distance with its sign changed.',
        ]
      : []),
    ...(frozenFrom === null
      ? []
      : [
          `Frozen thresholds are those of ${frozenFrom.files.map(({ path }) => path).join(' and ')} at FMR 1 % and 0.1 %.`,
        ]),
    ...(attacks > 0
      ? [`${attacks} presentation attacks were left out: they are neither genuine nor impostor comparisons.`]
      : []),
    ...(groups.length > 1
      ? ['The files are not all about the same pairs: rows of different tables differ by their pairs too.']
      : []),
    ...counted.map(countedNote),
    ...(compared.length > 0
      ? [
          'There are too many comparisons for thresholds fitted on half of the people: rates are counted, to the last digit.',
        ]
      : []),
    ...(groups.some(knowsPeople) || counted.length > 0
      ? []
      : [
          'The files do not say who is on a pair, so that intervals could not allow for people who occur in many pairs.',
        ]),
  ]
}

/** What is left out for a file that is not held in memory. */
function countedNote({ facts: { name, comparisons }, large }: ReadInput): string {
  const people = large.every(({ scratch }) => scratch.hasPeople)
  const unchecked = [
    ...(large.every(({ checker }) => checker.checked().repeats) ? [] : ['repeated pairs']),
    ...(people ? [] : ['people']),
  ]
  const left = ['recalibration', ...(people ? [] : ['intervals for people'])].join(' and ')
  const checks = unchecked.length === 0 ? '' : `, and ${unchecked.join(' and ')} were not checked`
  return `${name} has ${comparisons} comparisons, more than are held in memory: they were counted, with the same rates to the last digit, without ${left}${checks}.`
}
