import { existsSync } from 'node:fs'
import { type Dataset, openDataset } from '@maskmirror/datasets'
import { openRequestedDataset } from '@maskmirror/experiments'

/** Opens what lies at a path, else the registered or generated set of that name. */
export function openNamedSet(
  name: string,
  environment: Parameters<typeof openRequestedDataset>[1],
  signal: AbortSignal,
): Promise<Dataset> {
  if (existsSync(name)) return openDataset(name, { signal })
  return openRequestedDataset({ dataset: name, people: 'all' }, environment, signal)
}
