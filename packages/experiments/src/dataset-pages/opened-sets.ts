import type { Dataset } from '@maskmirror/datasets'
import { openRequestedDataset } from '../open-dataset.ts'
import type { RunEnvironment } from '../run-environment.ts'

/** A set as it was read, with what is looked up again and again. */
export interface OpenedSet {
  readonly id: string
  readonly dataset: Dataset
  /** Beginning of the checksum: tells this reading of the set from one with other content, in 16 hexadecimal digits. */
  readonly edition: string
  /** Place of a photo in the set, by its id. */
  readonly positionOf: ReadonlyMap<string, number>
  /** Places of a person's photos, by name in code-unit order. */
  readonly people: ReadonlyMap<string, readonly number[]>
}

/** Sets that somebody looks at. Opening reads every file of a set once, so the last ones stay open. */
export interface OpenedSets {
  /** @throws ExperimentError `dataset-unknown`; DatasetError for what is no data set */
  open(id: string): Promise<OpenedSet>
  /** The next look reads the set again. */
  forget(id: string): void
}

/** Our choice: a check against two other sets needs three. */
const mostOpen = 3

export function createOpenedSets(environment: Pick<RunEnvironment, 'findDataset' | 'generatedPath'>): OpenedSets {
  // in the order of last use
  const sets = new Map<string, Promise<OpenedSet>>()
  return {
    open: (id) => {
      const set = sets.get(id) ?? openSet(id, environment)
      sets.delete(id)
      sets.set(id, set)
      for (const oldest of sets.keys()) {
        if (sets.size <= mostOpen) break
        sets.delete(oldest)
      }
      // a failure is not kept: the folder may be there at the next look
      set.catch(() => {
        if (sets.get(id) === set) sets.delete(id)
      })
      return set
    },
    forget: (id) => {
      sets.delete(id)
    },
  }
}

async function openSet(id: string, environment: Parameters<typeof createOpenedSets>[0]): Promise<OpenedSet> {
  const dataset = await openRequestedDataset({ dataset: id, people: 'all' }, environment)
  const positionOf = new Map<string, number>()
  const places = new Map<string, number[]>()
  for (const [position, photo] of dataset.photos.entries()) {
    positionOf.set(photo.id, position)
    const known = places.get(photo.person)
    if (known === undefined) places.set(photo.person, [position])
    else known.push(position)
  }
  const people = new Map([...places].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { id, dataset, edition: dataset.checksum.slice(0, 16), positionOf, people }
}
