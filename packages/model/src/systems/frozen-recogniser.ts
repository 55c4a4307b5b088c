import { readFile } from 'node:fs/promises'
import { createImage } from '@maskmirror/core'
import { type InferenceRuntime, imageInputOf, mapInOrder, preprocess, type ResolvedModel } from '@maskmirror/inference'
import { type OnnxModel, readOnnxModel } from '@maskmirror/inference/onnx'
import { ModelError } from '../error.ts'

/** A recogniser that learns nothing any more. */
export interface FrozenRecogniser {
  readonly model: ResolvedModel
  readonly bytes: Uint8Array
  readonly graph: OnnxModel
  /** Name of the embedding in the file. */
  readonly output: string
  /** Numbers of an embedding. */
  readonly dimension: number
  /** @param pictures as a batch holds them, 0..255 @returns embeddings as the model gives them, of any length, one after another */
  embed(pictures: Float32Array): Promise<Float32Array>
  close(): Promise<void>
}

/** Pictures in one run; as for embeddings elsewhere, more leave the processor's cache. */
const picturesPerRun = 4

/**
 * @param side pixels of the pictures that it will be shown
 * @throws ModelError `bad-config` for a model that is no recogniser or takes pictures of another size; InferenceError
 */
export async function openFrozenRecogniser(
  model: ResolvedModel,
  side: number,
  runtime: InferenceRuntime,
): Promise<FrozenRecogniser> {
  const { card, path } = model
  const bytes = await readFile(path)
  const graph = readOnnxModel(bytes)
  const output = card.output.name ?? graph.outputs[0]!.name
  const session = await runtime.open(path)
  try {
    const input = imageInputOf(session, card)
    const fits = [input.width, input.height].every((pixels) => pixels === null || pixels === side)
    if (card.task !== 'embedding' || !fits) {
      throw new ModelError({
        code: 'bad-config',
        message: `Expected network.recogniser to be a face recogniser of ${side}×${side} pixels, as network.side says, but ${card.name} is for ${card.task} and takes ${input.width ?? 'any'}×${input.height ?? 'any'}`,
        details: { recogniser: card.name, side },
      })
    }
    const rows = input.batch ?? picturesPerRun
    const size = side * side * 3
    const run = async (pictures: Float32Array): Promise<Float32Array> => {
      const images = Array.from({ length: pictures.length / size }, (_, i) =>
        createImage(side, side, 3, Uint8ClampedArray.from(pictures.subarray(i * size, (i + 1) * size))),
      )
      const tensor = preprocess(images, card.input, { count: rows, allocate: runtime.allocate })
      const found = await session.run({ [input.name]: tensor }, [output])
      const { data } = found[output]!
      return data.subarray(0, (data.length / rows) * images.length)
    }
    const { length: dimension } = await run(new Float32Array(size))
    return {
      ...{ model, bytes, graph, output, dimension },
      embed: async (pictures) => {
        const result = new Float32Array((pictures.length / size) * dimension)
        const starts = Array.from({ length: Math.ceil(pictures.length / (rows * size)) }, (_, i) => i * rows * size)
        let to = 0
        for await (const values of mapInOrder(starts, runtime.workers * 2, (from) =>
          run(pictures.subarray(from, from + rows * size)),
        )) {
          result.set(values, to)
          to += values.length
        }
        return result
      },
      close: () => session.close(),
    }
  } catch (error) {
    await session.close()
    throw error
  }
}
