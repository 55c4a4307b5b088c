import { basename } from 'node:path'
import type { Image } from '@maskmirror/core'
import { InferenceError } from '../error.ts'
import { preprocess } from '../preprocess/preprocess.ts'
import type { ResolvedModel } from '../registry/types.ts'
import type { InferenceRuntime, Session } from '../runtime/runtime.ts'
import { formatTensor, imageInputOf } from '../session-shape.ts'
import { requireCrops } from './require-crops.ts'

/** Attention scores of one crop. */
export interface CropAttention {
  /** [heads, positions, positions]: head, position that looks, position that is looked at. */
  readonly data: Float32Array
  readonly heads: number
  /** Of a square feature map, row by row from the upper left. */
  readonly positions: number
}

/** Reads what a recogniser with a refinement layer attends to. */
export interface AttentionReader {
  /**
   * @param crop RGB or grey, of the size of the model's input
   * @throws InferenceError `bad-crop`, `run-failed`
   */
  read(crop: Image): Promise<CropAttention>
  close(): Promise<void>
}

/** As this project's exports call it; [batch, heads, positions, positions]. */
const outputName = 'attention'

/**
 * Opens a recogniser for its attention.
 *
 * @returns null for a model without an output `attention`
 * @throws InferenceError `bad-card`, `model-missing`, `not-onnx`, `input-shape`; `output-shape` when the attention is not over the
 *   positions of a square map
 */
export async function openAttention({
  runtime,
  model: { card, path },
}: {
  runtime: InferenceRuntime
  model: ResolvedModel
}): Promise<AttentionReader | null> {
  const session = await runtime.open(path)
  try {
    const output = session.outputs.find(({ name }) => name === outputName)
    if (output === undefined) {
      await session.close()
      return null
    }
    const [, heads, positions, looked] = output.shape
    const fits =
      output.shape.length === 4 &&
      typeof heads === 'number' &&
      typeof positions === 'number' &&
      looked === positions &&
      Number.isInteger(Math.sqrt(positions))
    if (!fits) throw wrongOutput(path, formatTensor(output))
    return readerOf(session, { runtime, card, heads, positions })
  } catch (error) {
    await session.close()
    throw error
  }
}

function readerOf(
  session: Session,
  {
    runtime,
    card,
    heads,
    positions,
  }: { runtime: InferenceRuntime; card: ResolvedModel['card']; heads: number; positions: number },
): AttentionReader {
  const input = imageInputOf(session, card)
  return {
    read: async (crop) => {
      if (input.width !== null && input.height !== null) {
        requireCrops([crop], { width: input.width, height: input.height })
      }
      const tensor = preprocess([crop], card.input, { count: input.batch ?? 1, allocate: runtime.allocate })
      const { [outputName]: result } = await session.run({ [input.name]: tensor }, [outputName])
      return { data: result!.data.slice(0, heads * positions * positions), heads, positions }
    },
    close: () => session.close(),
  }
}

function wrongOutput(path: string, found: string): InferenceError {
  return new InferenceError({
    code: 'output-shape',
    message: `Expected attention of ${basename(path)} to be [batch, heads, positions, positions] over a square map but the model has ${found}`,
    details: { found },
  })
}
