import type { Dataset } from './dataset.ts'
import { DatasetError } from './error.ts'
import { openGeneratedDataset } from './generated/open-generated-dataset.ts'

/** A set that is known by name, without a folder. */
export interface NamedDataset {
  readonly name: string
  readonly description: string
  /** In each half: as many for development as for test. */
  readonly people: number
  readonly picturesPerPerson: number
  readonly licence: string
}

const namedDatasets: readonly NamedDataset[] = [
  {
    name: 'demo',
    description: 'Generated faces for a first run: no photographs of real people, nothing to fetch',
    people: 60,
    picturesPerPerson: 5,
    licence: 'MIT',
  },
]

export function listNamedDatasets(): readonly NamedDataset[] {
  return namedDatasets
}

/**
 * @param options.split development or test people; they are disjoint
 * @param options.cacheDirectory where rendered pictures are kept; without it every load renders
 * @throws DatasetError `unknown-dataset`, listing the names
 */
export function openNamedDataset(
  name: string,
  options: { seed: string | number; split: 'development' | 'test'; cacheDirectory?: string },
): Dataset {
  const named = namedDatasets.find((one) => one.name === name)
  if (named === undefined) {
    throw new DatasetError({
      code: 'unknown-dataset',
      message: `Expected the name of a data set (${namedDatasets.map((one) => one.name).join(', ')}) but received ${JSON.stringify(name)}`,
      details: { name },
    })
  }
  const { people, picturesPerPerson } = named
  return openGeneratedDataset({ ...options, name, people, picturesPerPerson })
}
