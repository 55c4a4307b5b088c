import {
  copyOfPublished,
  type Dataset,
  listNamedDatasets,
  openDataset,
  openNamedDataset,
  readManifests,
} from '@maskmirror/datasets'
import { ExperimentError } from './error.ts'
import type { RunEnvironment } from './run-environment.ts'
import type { RunRequest } from './run-request.ts'

/**
 * Opens the data set of a request: a named generated one, or a registered folder or file in any layout.
 *
 * @throws ExperimentError `dataset-unknown` with the known names; DatasetError for what is no data set
 */
export async function openRequestedDataset(
  request: Pick<RunRequest, 'dataset' | 'people'>,
  environment: Pick<RunEnvironment, 'findDataset' | 'generatedPath'>,
  signal?: AbortSignal,
): Promise<Dataset> {
  const named = listNamedDatasets()
  if (named.some(({ name }) => name === request.dataset)) {
    // generated people are made for one half or the other: "all" means the test people, who are enough for any answer
    return openNamedDataset(request.dataset, {
      seed: 1,
      split: request.people === 'development' ? 'development' : 'test',
      cacheDirectory: environment.generatedPath,
    })
  }
  const registered = await environment.findDataset(request.dataset)
  if (registered === null) {
    throw new ExperimentError({
      code: 'dataset-unknown',
      message: `Expected dataset to be ${named.map(({ name }) => name).join(', ')} or the id of a registered folder but received ${JSON.stringify(request.dataset)}`,
      details: { dataset: request.dataset },
    })
  }
  const { folder, name } = registered
  return withPublishedCounts(await openDataset(folder, { name, ...(signal === undefined ? {} : { signal }) }))
}

/** A set that is named like a published one says how it differs from that. */
async function withPublishedCounts(dataset: Dataset): Promise<Dataset> {
  const manifest = (await readManifests()).find(({ name }) => name === dataset.name)
  const sentence = manifest === undefined ? null : copyOfPublished(manifest.name, dataset, manifest.expected)
  return sentence === null ? dataset : { ...dataset, notes: [sentence, ...dataset.notes] }
}
