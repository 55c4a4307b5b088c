import { failed, type Outcome } from '@maskmirror/core'
import type { CalibrationCost } from '#calibration/calibration.ts'
import { minCllr } from '#calibration/min-cllr.ts'
import type { PairPeople } from '#comparison.ts'
import { EvaluationError } from '#evaluation-error.ts'
import { attempt } from '#evidence/attempt.ts'
import { calibrateSetting } from '#evidence/calibrate-setting.ts'
import { type Fusion, fuse } from '#fusion/fusion.ts'
import { type PeopleSplit, splitPeople } from '#people-split.ts'
import type { PreparedScores } from '#prepared-scores.ts'
import { type SettingId, settingLabel } from '#settings.ts'
import { alignScoreSets } from './align-score-sets.ts'
import type { ScoreSet } from './score-set.ts'
import { settingScoresOf } from './setting-scores-of.ts'

/** What the scores of sets are worth as evidence, alone and fused. */
export interface SetEvidence {
  /** Fitted on one half of the people and measured on the other, or fitted on development files and measured on everything. */
  readonly fittedOn: 'half-of-people' | 'development-files'
  readonly calibration: readonly {
    readonly setting: SettingId
    /** Of all scores, in bits. */
    readonly minCllr: number
    readonly outcome: Outcome<CalibrationCost>
  }[]
  /** All sets fused; null when that was not asked for. */
  readonly fusion: Outcome<Fusion> | null
}

export interface EvidenceOptions {
  /** Of the halves of people. */
  readonly seed: string
  /** Sets of other people to fit on, one for each set by its setting. Default: one half of the people of the sets themselves. */
  readonly development: readonly ScoreSet[] | null
  /** Whether the sets are fused. */
  readonly fused: boolean
}

/**
 * Calibrates each set, and fuses them when asked to.
 *
 * @param sets on the same pairs, with scores of both classes
 * @param prepared the scores of each set
 */
export function evidenceOfSets(
  sets: readonly ScoreSet[],
  prepared: ReadonlyMap<SettingId, PreparedScores>,
  { seed, development, fused }: EvidenceOptions,
): SetEvidence {
  const trialOf = (set: ScoreSet) => trial([set], development === null ? null : [counterpart(set, development)], seed)
  return {
    fittedOn: development === null ? 'half-of-people' : 'development-files',
    calibration: sets.map((set) => ({
      setting: set.setting,
      minCllr: minCllr(prepared.get(set.setting)!),
      outcome: withPeople(set, development, () => {
        const { systems, split } = trialOf(set)
        return calibrateSetting(settingScoresOf(systems[0]!), split)
      }),
    })),
    fusion: fused ? fuseSets(sets, development, seed) : null,
  }
}

function fuseSets(
  sets: readonly ScoreSet[],
  development: EvidenceOptions['development'],
  seed: string,
): Outcome<Fusion> {
  return withPeople(sets[0]!, development, () => {
    const counterparts = development === null ? null : sets.map((set) => counterpart(set, development))
    const { systems, split } = trial(sets, counterparts === null ? null : alignScoreSets(counterparts).sets, seed)
    return fuse({
      systems: systems.map(({ setting, scores }) => ({ name: setting, scores: [...scores] })),
      genuine: Array.from(systems[0]!.genuine, (flag) => flag === 1),
      people: peopleOf(systems[0]!),
      split,
    })
  })
}

/** Without people nothing keeps what is fitted apart from what is measured. */
function withPeople<Value>(
  set: ScoreSet,
  development: EvidenceOptions['development'],
  compute: () => Value,
): Outcome<Value> {
  if (set.people !== null && (development === null || development.every(({ people }) => people !== null))) {
    return attempt(compute)
  }
  return failed(
    'people-missing',
    'Expected files to say who is on each pair, so that nothing is measured on people whom it was fitted to',
  )
}

/** Sets with the people to fit on and those to measure on in one list. */
function trial(
  sets: readonly ScoreSet[],
  development: readonly ScoreSet[] | null,
  seed: string,
): { systems: readonly ScoreSet[]; split: PeopleSplit } {
  if (development === null) return { systems: sets, split: splitPeople(peopleOf(sets[0]!), seed) }
  const [fit, measured] = [peopleOf(development[0]!), peopleOf(sets[0]!)]
  requireOthers(fit, measured)
  return {
    systems: sets.map((set, i) => joined(development[i]!, set)),
    split: {
      seed: 'development files',
      people: { development: namesIn(fit).size, test: namesIn(measured).size },
      halfOfPair: [...fit.map(() => 'development' as const), ...measured.map(() => 'test' as const)],
    },
  }
}

function joined(first: ScoreSet, second: ScoreSet): ScoreSet {
  const shift = first.people!.names.length
  const side = (which: 'reference' | 'probe') =>
    Int32Array.from([...first.people![which]!, ...second.people![which]!.map((person) => person + shift)])
  return {
    setting: second.setting,
    scores: Float64Array.from([...first.scores, ...second.scores]),
    genuine: Uint8Array.from([...first.genuine, ...second.genuine]),
    people: {
      reference: side('reference'),
      probe: side('probe'),
      names: [...first.people!.names, ...second.people!.names],
    },
    pictures: { reference: null, probe: null, names: [] },
    folds: null,
  }
}

function counterpart({ setting }: ScoreSet, development: readonly ScoreSet[]): ScoreSet {
  const found = development.find((one) => one.setting === setting)
  if (found !== undefined) return found
  throw new EvaluationError({
    code: 'setting-unknown',
    message: `Expected a development file of ${settingLabel(setting)} but received those of ${development.map((one) => settingLabel(one.setting)).join(', ')}`,
    details: { setting },
  })
}

function requireOthers(fit: readonly PairPeople[], measured: readonly PairPeople[]): void {
  const seen = namesIn(fit)
  const again = [...namesIn(measured)].filter((person) => seen.has(person))
  if (again.length === 0) return
  throw new EvaluationError({
    code: 'people-overlap',
    message: `Expected nobody in the test who is in the development file but received ${again.length}, such as "${again[0]}"`,
    details: { count: again.length, people: again.slice(0, 10) },
  })
}

function namesIn(people: readonly PairPeople[]): Set<string> {
  return new Set(people.flatMap(({ reference, probe }) => [reference.normalize('NFC'), probe.normalize('NFC')]))
}

function peopleOf({ people }: ScoreSet): PairPeople[] {
  const { reference, probe, names } = people!
  return Array.from(reference!, (person, row) => ({ reference: names[person]!, probe: names[probe![row]!]! }))
}
