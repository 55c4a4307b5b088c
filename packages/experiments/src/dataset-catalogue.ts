import { stat } from 'node:fs/promises'
import { type Dataset, listNamedDatasets, openDataset } from '@maskmirror/datasets'
import type { Database, DatasetRow } from '@maskmirror/storage'
import { z } from 'zod'
import { allowedPath } from './allowed-path.ts'
import { ExperimentError } from './error.ts'
import type { DatasetSummary, Workbench } from './workbench.ts'

const SummarySchema = z.object({
  description: z.string(),
  licence: z.string().nullable(),
  people: z.int(),
  photos: z.int(),
  maskedPhotos: z.int(),
  hasPairList: z.boolean(),
})

/** Named generated sets and registered folders, packs and lists. */
export interface DatasetCatalogue {
  list: Workbench['listDatasets']
  add: Workbench['addDataset']
  remove: Workbench['removeDataset']
  /** The folder or file behind an id, or null. */
  find(id: string): Promise<{ folder: string; name: string } | null>
  /**
   * What a set is called, without opening it.
   *
   * @throws ExperimentError `dataset-unknown`
   */
  nameOf(id: string): Promise<string>
}

/** @param roots folders that data sets may lie in */
export function createDatasetCatalogue(database: Database, roots: readonly string[]): DatasetCatalogue {
  const registered = async (row: DatasetRow): Promise<DatasetSummary> => {
    const known = { id: row.id, name: row.name, kind: 'folder' as const, ...SummarySchema.parse(row.summary) }
    const isThere = await stat(row.folder).then(
      () => true,
      () => false,
    )
    if (isThere) return { ...known, state: 'ready', detail: null }
    return {
      ...known,
      people: null,
      photos: null,
      maskedPhotos: null,
      state: 'unreadable',
      detail: `${row.folder} is gone`,
    }
  }
  return {
    list: async () => {
      const rows = await database.listDatasets()
      return [...listNamedDatasets().map(namedSummary), ...(await Promise.all(rows.map(registered)))]
    },
    add: async (folder, name) => {
      const path = await allowedPath('folder', folder, roots)
      const rows = await database.listDatasets()
      const same = rows.find((row) => row.folder === path)
      if (same !== undefined) return registered(same)
      const dataset = await openDataset(path, name === undefined ? {} : { name })
      const taken = new Set([...listNamedDatasets().map((named) => named.name), ...rows.map(({ id }) => id)])
      const id = freeId(dataset.name, taken)
      const row = { id, name: name ?? id, folder: path, summary: summaryOf(dataset) }
      if (!(await database.insertDataset(row))) {
        throw new ExperimentError({
          code: 'dataset-exists',
          message: `Expected a new data set but ${id} was registered meanwhile`,
        })
      }
      return registered({ ...row, addedAt: new Date(0) })
    },
    remove: async (id) => {
      if (!(await database.deleteDataset(id))) {
        throw new ExperimentError({
          code: 'dataset-unknown',
          message: `Expected the id of a registered folder but received ${JSON.stringify(id)}`,
        })
      }
    },
    find: (id) => database.findDataset(id),
    nameOf: async (id) => {
      if (listNamedDatasets().some(({ name }) => name === id)) return id
      const row = await database.findDataset(id)
      if (row !== null) return row.name
      throw new ExperimentError({
        code: 'dataset-unknown',
        message: `Expected the id of a data set but received ${JSON.stringify(id)}`,
      })
    },
  }
}

function namedSummary(named: ReturnType<typeof listNamedDatasets>[number]): DatasetSummary {
  return {
    id: named.name,
    name: named.name,
    kind: 'generated',
    description: named.description,
    licence: named.licence,
    people: named.people,
    photos: named.people * named.picturesPerPerson,
    maskedPhotos: 0,
    hasPairList: false,
    state: 'ready',
    detail: null,
  }
}

function summaryOf(dataset: Dataset): z.infer<typeof SummarySchema> {
  return {
    description: [dataset.description, ...dataset.notes].join(' '),
    licence: dataset.licence,
    people: new Set(dataset.photos.map(({ person }) => person)).size,
    photos: dataset.photos.length,
    maskedPhotos: dataset.photos.filter(({ masked }) => masked).length,
    hasPairList: dataset.pairs !== null,
  }
}

/** A name as lower-case words joined by `-`, with a number when it is taken. */
function freeId(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40) || 'photos'
  let id = base
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`
  return id
}
