import { readFile } from 'node:fs/promises'
import { importParameters } from '#export/import-parameters.ts'
import type { Parameters } from '#layers/parameters.ts'
import { faceNetwork } from '#network/face-network.ts'
import { ModelError } from '../error.ts'
import type { TrainedSystem } from './trainer.ts'

/**
 * The numbers that a training begins with, where its configuration names a file; none elsewhere.
 *
 * @throws ModelError `bad-config` for a file that cannot be read, `other-architecture`
 */
export async function readStart({ network }: TrainedSystem['config']): Promise<Parameters> {
  if (!('start' in network) || network.start === null) return {}
  const { start: path, side } = network
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ModelError({
      code: 'bad-config',
      message: `Expected network.start to be an ONNX file but ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { path },
      cause,
    })
  })
  return importParameters(faceNetwork(network), [side, side, 3], bytes)
}
