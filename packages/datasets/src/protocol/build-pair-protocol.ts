import { createRng, type Rng } from '@maskmirror/core'
import type { Dataset, PhotoPair } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { chooseGenuine } from './choose-genuine.ts'
import { chooseImpostor } from './choose-impostor.ts'
import { chooseViewRule, type MaskChoice } from './choose-view-rule.ts'
import { pairsFromList } from './listed-pairs.ts'
import type { PairProtocol } from './pair-protocol.ts'
import { groupByPerson, makeViews } from './person-views.ts'
import { possibleSettings } from './possible-settings.ts'
import { searchRole } from './search-role.ts'
import { withSearchedViews } from './searched-views.ts'
import { settingNames } from './setting.ts'
import { halfOfPerson } from './split-people.ts'

export interface PairProtocolOptions {
  readonly masks: MaskChoice
  /** All people, or one half of them by a seeded hash of their names. */
  readonly people: 'all' | 'development' | 'test'
  /** At most so many genuine pairs, ≥ 1. */
  readonly maxGenuine: number
  /** At most so many impostor pairs, ≥ 1. */
  readonly maxImpostor: number
  readonly seed: string | number
}

/**
 * Makes the one pair list from which all settings are scored.
 *
 * A set's own pair list is used when it fits the masks asked for; else genuine pairs are all pairs of a person's views
 * (or a random choice, evenly over people) and impostor pairs a random choice, evenly over people; with as many allowed as there
 * are, all pairs. Where a person never has two bare photos, bare references stand against masked probes and only `umr-mp` is possible;
 * `possibleSettings` tells. Distractors are in no pair: they are for identification.
 *
 * @throws DatasetError `bad-option`, `no-bare-photos`, `no-masked-photos`, `no-genuine-pairs`, `no-impostor-pairs`
 */
export function buildPairProtocol(dataset: Dataset, options: PairProtocolOptions): PairProtocol {
  const { people, maxGenuine, maxImpostor, seed } = options
  for (const [name, value] of Object.entries({ maxGenuine, maxImpostor })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected ${name} to be a whole number of at least 1 but received ${value}`,
      details: { [name]: value },
    })
  }
  const isIncluded = (person: string) => people === 'all' || halfOfPerson(person, seed) === people
  const max = { genuine: maxGenuine, impostor: maxImpostor }
  const rng = createRng(seed).fork('pairs')
  const paired = usesOwnList(dataset, options.masks)
    ? fromList(dataset, isIncluded, max, rng)
    : fromPeople(dataset, options.masks, isIncluded, max, rng)
  checkPairs(dataset, options, paired)
  const protocol = withSearchedViews(paired, dataset, isIncluded)
  const coverage = possibleSettings(protocol)
  const absent = settingNames.filter((name) => coverage[name].impossibleBecause !== null)
  if (absent.length === 0) return protocol
  return { ...protocol, notes: [...protocol.notes, `Settings that these photos do not allow: ${absent.join(', ')}.`] }
}

interface MostPairs {
  readonly genuine: number
  readonly impostor: number
}

type ListedDataset = Dataset & { readonly pairs: readonly PhotoPair[] }

function fromList(
  dataset: ListedDataset,
  isIncluded: (person: string) => boolean,
  max: MostPairs,
  rng: Rng,
): PairProtocol {
  const listed = pairsFromList(dataset, isIncluded, max, rng.fork('list'))
  return { maskSource: listed.views.some((view) => view.masked !== null) ? 'real' : 'synthetic', ...listed }
}

function fromPeople(
  dataset: Dataset,
  masks: MaskChoice,
  isIncluded: (person: string) => boolean,
  max: MostPairs,
  rng: Rng,
): PairProtocol {
  const { rule, reason } = chooseViewRule(dataset, masks)
  const compared = dataset.photos.filter((photo) => searchRole(photo) !== 'distractor')
  const groups = groupByPerson(compared).filter((group) => isIncluded(group.person))
  const { views, personViews } = makeViews(groups, rule)
  const genuine = chooseGenuine(personViews, max.genuine, rng.fork('genuine'))
  const impostor = chooseImpostor(personViews, max.impostor, rng.fork('impostor'))
  const notes = [reason]
  const photos = groups.reduce((sum, { bare, masked }) => sum + bare.length + masked.length, 0)
  const used = views.reduce((sum, { bare, masked }) => sum + Number(bare !== null) + Number(masked !== null), 0)
  if (used < photos)
    notes.push(`${photos - used} photos are in no view: no counterpart to join, or a mask that is not needed.`)
  if (dataset.pairs !== null) notes.push("The set's own pair list names bare photos only and is not used.")
  if (genuine.pairs.length < genuine.possible) {
    notes.push(`A random choice of ${genuine.pairs.length} of ${genuine.possible} genuine pairs.`)
  }
  const pairs = [...genuine.pairs, ...impostor].sort(
    (a, b) => Number(b.genuine) - Number(a.genuine) || a.reference - b.reference || a.probe - b.probe,
  )
  return { maskSource: rule === 'bare' ? 'synthetic' : 'real', views, pairs, notes }
}

/** A list of bare photos is for synthetic masks, one that names masked photos for real ones. */
function usesOwnList(dataset: Dataset, masks: MaskChoice): dataset is ListedDataset {
  if (dataset.pairs === null) return false
  const masked = new Set(dataset.photos.filter((photo) => photo.masked).map((photo) => photo.id))
  const naming = dataset.pairs.filter((pair) => masked.has(pair.reference) || masked.has(pair.probe)).length
  if (masks === 'synthetic' && naming > 0) {
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected a pair list of bare photos for masks "synthetic" but ${naming} pairs of ${dataset.name} name masked ones; use "real" or "auto"`,
      details: { masks, pairs: naming },
    })
  }
  return masks !== 'real' || naming > 0
}

function checkPairs(dataset: Dataset, { people }: PairProtocolOptions, { pairs }: PairProtocol): void {
  const who = people === 'all' ? dataset.name : `the ${people} half of ${dataset.name}`
  for (const genuine of [true, false]) {
    if (pairs.some((pair) => pair.genuine === genuine)) continue
    throw new DatasetError({
      code: genuine ? 'no-genuine-pairs' : 'no-impostor-pairs',
      message: genuine
        ? `Expected a person with two photos to compare but ${who} has none`
        : `Expected two people to compare but ${who} has no pair of them`,
      details: { dataset: dataset.name, people },
    })
  }
}
