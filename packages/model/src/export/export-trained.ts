import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type ModelCard, ModelCardSchema } from '@maskmirror/inference'
import * as tf from '@tensorflow/tfjs-core'
import { faceNetwork } from '#network/face-network.ts'
import { g2dNetwork } from '#network/g2d-network.ts'
import { readCheckpoint } from '#training/checkpoint.ts'
import { writeWhole } from '#training/write-whole.ts'
import { ModelError } from '../error.ts'
import { exportNetwork } from './export-network.ts'

/**
 * Writes the network of a checkpoint as `<name>.onnx` with `<name>.card.json` beside it, as every part of the project reads models.
 * Outputs are `embedding` and, with a refinement layer, `attention`; the heads that only training needs stay behind.
 *
 * @param checkpoint path
 * @param folder exists
 * @throws ModelError `bad-checkpoint` also when there is none, `unwritable`
 */
export async function exportTrained(checkpoint: string, folder: string): Promise<{ path: string; card: ModelCard }> {
  const found = await readCheckpoint(checkpoint)
  if (found === null) {
    throw new ModelError({
      code: 'bad-checkpoint',
      message: `Expected a checkpoint at ${checkpoint} but nothing is there`,
      details: { checkpoint },
    })
  }
  const { config, parameters, memory, step, source, best } = found
  if ('featureMap' in config.network || 'recogniser' in config.network) {
    tf.dispose([parameters, memory])
    throw new ModelError({
      code: 'bad-checkpoint',
      message: `Expected a network that begins at pictures but ${checkpoint} goes on from a recogniser, without which it cannot be written`,
      details: { checkpoint },
    })
  }
  const { side, dimension } = config.network
  const { network, kind } =
    'encoder' in config.network
      ? { network: g2dNetwork(config.network), kind: 'generative to discriminative' }
      : { network: faceNetwork(config.network), kind: config.network.backbone }
  const bytes = exportNetwork(network, [side, side, 3], parameters, { name: config.name })
  tf.dispose([parameters, memory])
  const file = `${config.name}.onnx`
  const measured =
    best === null ? '' : ` FNMR of development people ${best.fnmr.toFixed(4)} at FMR ${config.validation.fmr}.`
  const card = ModelCardSchema.parse({
    name: config.name,
    title: `${config.name} (${kind}, ${dimension} values)`,
    task: 'embedding',
    file: { name: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    licence: null,
    source: { address: null, project: null, citation: null },
    input: { name: 'input', width: side, height: side, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 127.5 },
    output: { name: 'embedding', dimension },
    alignment: 'arcface112',
    notes: [
      `Trained with seed ${config.seed} for ${step} of ${config.steps} steps on ${source.classes} people.${measured}`,
      `Pictures learned from: sha256 ${source.checksum}.`,
    ],
  })
  const path = join(folder, file)
  await writeWhole(path, [bytes])
  await writeWhole(join(folder, `${config.name}.card.json`), [
    new TextEncoder().encode(`${JSON.stringify(card, null, 2)}\n`),
  ])
  return { path, card }
}
