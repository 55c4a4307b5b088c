import type { ModelListing, ModelRegistry } from '@maskmirror/inference'
import { lbpModelName } from './model-source.ts'
import type { ModelSummary } from './workbench.ts'

/** The embedder without weights, then every card with the state of its file. */
export async function listModels(models: ModelRegistry): Promise<ModelSummary[]> {
  return [
    {
      name: lbpModelName,
      task: 'embedding',
      description: 'Local binary pattern histograms (Ahonen et al. 2006): classical, no weights, a baseline',
      licence: 'MIT',
      bytes: null,
      state: 'built-in',
      detail: null,
    },
    ...(await models.list()).map(summaryOf),
  ]
}

function summaryOf({ card, state, path }: ModelListing): ModelSummary {
  const { name, task, title, licence, file } = card
  return {
    name,
    task,
    description: title,
    licence: licence ?? 'not stated by the source',
    bytes: file.bytes,
    state: state === 'unconfirmed' ? 'missing' : state,
    detail: advice(state, name, file.name, path),
  }
}

function advice(state: ModelListing['state'], name: string, file: string, path: string | null): string | null {
  if (state === 'present') return null
  if (state === 'wrong-checksum')
    return `${path} is not the file that the card names: delete it and run maskmirror models pull ${name}`
  if (state === 'unconfirmed')
    return `Nobody has confirmed a checksum yet: maskmirror models pull ${name} --sha256 <checksum>`
  return `maskmirror models pull ${name}, or put ${file} into the models folder by hand`
}
