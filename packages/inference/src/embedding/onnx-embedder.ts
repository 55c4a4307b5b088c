import { basename } from 'node:path'
import { InferenceError } from '../error.ts'
import { preprocess } from '../preprocess/preprocess.ts'
import type { ResolvedModel } from '../registry/types.ts'
import type { InferenceRuntime, Session } from '../runtime/runtime.ts'
import { fixed, formatTensor, imageInputOf } from '../session-shape.ts'
import type { Embedder } from './embedder.ts'
import { mapInOrder } from './map-in-order.ts'
import { requireCrops } from './require-crops.ts'
import { toUnitRows } from './unit-rows.ts'

/**
 * Opens an ONNX face recogniser.
 *
 * Pictures are preprocessed while the runtime's workers compute. Every run has the same number of rows, the last one
 * filled up with zeros, so that a row never depends on how many crops came with it.
 *
 * @param options.model from the registry; its card must be of the task `embedding` and name the input's size
 * @param options.batchSize rows of one run; default 4, or the model's own where that is fixed
 * @throws InferenceError `bad-card`, `bad-option`, `model-missing`, `not-onnx`, `input-shape`, `output-shape`
 */
export async function openEmbedder(options: {
  runtime: InferenceRuntime
  model: ResolvedModel
  batchSize?: number
}): Promise<Embedder> {
  const { runtime, model, batchSize = defaultBatchSize } = options
  const { card, path } = model
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new InferenceError({
      code: 'bad-option',
      message: `Expected batchSize to be a positive integer but received ${batchSize}`,
    })
  }
  if (card.task !== 'embedding') {
    throw new InferenceError({
      code: 'bad-card',
      message: `Expected the card of an embedding model but ${card.name} is for ${card.task}`,
      details: { card: card.name, task: card.task },
    })
  }
  const session = await runtime.open(path)
  try {
    return embedderOf(session, runtime, model, batchSize)
  } catch (error) {
    await session.close()
    throw error
  }
}

function embedderOf(session: Session, runtime: InferenceRuntime, model: ResolvedModel, batchSize: number): Embedder {
  const { card, sha256 } = model
  const input = imageInputOf(session, card)
  if (input.width === null || input.height === null) {
    throw new InferenceError({
      code: 'bad-card',
      message: `Expected card ${card.name} to name width and height, which the model leaves free`,
      details: { card: card.name },
    })
  }
  const inputSize = { width: input.width, height: input.height }
  const rows = input.batch ?? batchSize
  const output = embeddingOutputOf(session, model)

  const run = async (crops: Parameters<Embedder['embed']>[0], first: number) => {
    const tensor = preprocess(crops, card.input, { count: rows, allocate: runtime.allocate })
    const { [output.name]: result } = await session.run({ [input.name]: tensor }, [output.name])
    const values = result!.data.subarray(0, crops.length * output.dimension)
    toUnitRows(values, output.dimension, first)
    return values
  }

  return {
    name: card.name,
    version: sha256,
    dimension: output.dimension,
    inputSize,
    maxBatch: rows * runtime.workers * 2,
    embed: async (crops) => {
      requireCrops(crops, inputSize)
      const result = new Float32Array(crops.length * output.dimension)
      const starts = Array.from({ length: Math.ceil(crops.length / rows) }, (_, i) => i * rows)
      let offset = 0
      for await (const values of mapInOrder(starts, runtime.workers * 2, (start) =>
        run(crops.slice(start, start + rows), start),
      )) {
        result.set(values, offset)
        offset += values.length
      }
      return result
    },
    close: () => session.close(),
  }
}

/** Measured on two cores with MobileFaceNet: 4 to 8 give the most pictures a second; larger ones leave the cache. */
const defaultBatchSize = 4

function embeddingOutputOf(session: Session, { card, path }: ResolvedModel): { name: string; dimension: number } {
  const output =
    card.output.name === undefined
      ? session.outputs.length === 1
        ? session.outputs[0]
        : undefined
      : session.outputs.find(({ name }) => name === card.output.name)
  const dims = output?.shape.slice(1).map(fixed)
  const declared = dims?.every((dim) => dim !== null) ? dims.reduce((a, b) => a * b, 1) : null
  const dimension = declared ?? card.output.dimension
  const differs = card.output.dimension !== null && declared !== null && declared !== card.output.dimension
  if (output === undefined || output.type !== 'float32' || !dims?.length || dimension === null || differs) {
    const expected = `${card.output.name ?? 'one output'} float32 [?, ${card.output.dimension ?? 'dimension'}]`
    const found = session.outputs.map(formatTensor).join('; ')
    throw new InferenceError({
      code: 'output-shape',
      message: `Expected the output of ${basename(path)} to be ${expected}, as its card ${card.name} says, but the model has ${found}`,
      details: { card: card.name, expected, found },
    })
  }
  return { name: output.name, dimension }
}
