import {
  buildPairProtocol,
  countDataset,
  type Dataset,
  DatasetError,
  type DatasetManifest,
  detectLayout,
  layouts,
  possibleSettings,
  readManifests,
  type SettingName,
} from '@maskmirror/datasets'
import { readImportRecord } from '../dataset-files/import-record.ts'
import type { RunEnvironment } from '../run-environment.ts'
import { RunRequestSchema } from '../run-request.ts'
import type { OpenedSet } from './opened-sets.ts'

type Counts = ReturnType<typeof countDataset>

/** How many pairs a setting has with one kind of masks. */
export interface PossibleSetting {
  readonly setting: SettingName
  readonly genuine: number
  readonly impostor: number
  /** A sentence; null where pairs of both classes can be compared. */
  readonly impossibleBecause: string | null
}

/** What can be evaluated on a set with one kind of masks, with the usual numbers of pairs at most. */
export interface PossibleProtocol {
  readonly masks: 'synthetic' | 'real'
  /** Empty where there is no pair at all. */
  readonly settings: readonly PossibleSetting[]
  /** How the pairs are made, or why there are none. */
  readonly notes: readonly string[]
}

/** A column of the labels that photos can be chosen by. */
export interface PhotoColumn {
  readonly name: string
  /** The most frequent first. */
  readonly values: readonly { readonly value: string; readonly photos: number }[]
}

/** Everything that is known of a set as a whole. */
export interface DatasetDetail {
  readonly id: string
  readonly name: string
  readonly kind: Dataset['kind']
  readonly description: string
  readonly notes: readonly string[]
  readonly checksum: string
  readonly edition: string
  readonly counts: Counts
  readonly hasPairList: boolean
  /** Null for generated sets. */
  readonly layout: { readonly name: string; readonly expects: string; readonly because: readonly string[] } | null
  readonly licence: string | null
  /** The public set that this is a copy of; null where none is known. */
  readonly published: Pick<
    DatasetManifest,
    'name' | 'title' | 'homepage' | 'licence' | 'terms' | 'citation' | 'expected' | 'expectedFrom'
  > | null
  readonly columns: readonly PhotoColumn[]
  readonly protocols: readonly PossibleProtocol[]
}

/** A column with more values, such as a file's date, is nothing to choose by. Our choice. */
const mostValues = 60

/** @param datasetsPath folder of the records of imports */
export async function describeSet(
  { id, dataset, edition }: OpenedSet,
  { findDataset, datasetsPath }: Pick<RunEnvironment, 'findDataset'> & { readonly datasetsPath: string },
): Promise<DatasetDetail> {
  const { name, kind, description, notes, checksum, licence } = dataset
  const registered = kind === 'generated' ? null : await findDataset(id)
  return {
    ...{ id, name, kind, description, notes, checksum, edition, licence },
    counts: countDataset(dataset),
    hasPairList: dataset.pairs !== null,
    layout: registered === null ? null : await layoutOf(registered.folder),
    published: await publishedAs(id, name, datasetsPath),
    columns: columnsOf(dataset),
    protocols: (['synthetic', 'real'] as const).map((masks) => protocolOf(dataset, masks)),
  }
}

async function layoutOf(folder: string): Promise<NonNullable<DatasetDetail['layout']>> {
  const { layout, because, beside } = await detectLayout(folder)
  const { expects } = layouts.find(({ name }) => name === layout)! // every layout is in the list
  return { name: layout, expects, because: [because, ...beside] }
}

/** By what it was imported as, else by its name. */
async function publishedAs(id: string, name: string, datasetsPath: string): Promise<DatasetDetail['published']> {
  const record = await readImportRecord(datasetsPath, id)
  const wanted = record?.manifest ?? name
  const manifest = (await readManifests()).find((one) => one.name === wanted)
  if (manifest === undefined) return null
  const { title, homepage, licence, terms, citation, expected, expectedFrom } = manifest
  return { name: manifest.name, title, homepage, licence, terms, citation, expected, expectedFrom }
}

function columnsOf({ photos }: Dataset): PhotoColumn[] {
  const columns = new Map<string, Map<string, number>>()
  for (const { attributes } of photos) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      const values = columns.get(name) ?? new Map<string, number>()
      columns.set(name, values)
      if (value !== '' && values.size <= mostValues) values.set(value, (values.get(value) ?? 0) + 1)
    }
  }
  return [...columns].flatMap(([name, values]) => {
    if (values.size < 2 || values.size > mostValues) return []
    const sorted = [...values].sort(([, a], [, b]) => b - a)
    return [{ name, values: sorted.map(([value, count]) => ({ value, photos: count })) }]
  })
}

const { maxGenuine, maxImpostor, seed } = RunRequestSchema.shape

function protocolOf(dataset: Dataset, masks: 'synthetic' | 'real'): PossibleProtocol {
  try {
    const protocol = buildPairProtocol(dataset, {
      masks,
      people: 'all',
      maxGenuine: maxGenuine.parse(undefined),
      maxImpostor: maxImpostor.parse(undefined),
      seed: seed.parse(undefined),
    })
    const coverage = Object.entries(possibleSettings(protocol)) as [SettingName, Omit<PossibleSetting, 'setting'>][]
    return { masks, settings: coverage.map(([setting, of]) => ({ setting, ...of })), notes: protocol.notes }
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error
    return { masks, settings: [], notes: [`${error.message}.`] }
  }
}
