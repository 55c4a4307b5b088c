import { basename } from 'node:path'
import { InferenceError } from './error.ts'
import type { ModelCard } from './model-card.ts'
import type { Session } from './runtime/runtime.ts'
import type { TensorInfo } from './runtime/tensor.ts'

/** The picture input of a model, checked against its card. */
export interface ImageInput {
  readonly name: string
  /** Pictures a run takes; null where it is free. */
  readonly batch: number | null
  /** Pixels; null where any size goes. */
  readonly width: number | null
  readonly height: number | null
}

/**
 * @throws InferenceError `input-shape` when the model has not exactly one float32 input of the card's name, layout and
 * size; the message names both shapes
 */
export function imageInputOf(session: Session, card: ModelCard): ImageInput {
  const { layout } = card.input
  const input = session.inputs[0]
  const fits =
    session.inputs.length === 1 &&
    input?.type === 'float32' &&
    input.shape.length === 4 &&
    (card.input.name === undefined || card.input.name === input.name)
  if (!fits) throw wrongInput(session, card)
  const axes = layout === 'nchw' ? [0, 1, 2, 3] : [0, 3, 1, 2]
  const [batch, channels, height, width] = axes.map((axis) => fixed(input.shape[axis]!))
  const differs = (model: number | null | undefined, wanted: number | null) =>
    typeof model === 'number' && wanted !== null && model !== wanted
  if (
    (channels !== null && channels !== 3) ||
    differs(width, card.input.width) ||
    differs(height, card.input.height) ||
    batch === 0
  ) {
    throw wrongInput(session, card)
  }
  return {
    name: input.name,
    batch: batch ?? null,
    width: card.input.width ?? width ?? null,
    height: card.input.height ?? height ?? null,
  }
}

/** As people read shapes: `float32 [batch, 3, 112, 112]`. */
export function formatTensor(info: TensorInfo): string {
  return `${info.name} ${info.type} [${info.shape.map((dim) => (dim === '' || dim === -1 ? '?' : dim)).join(', ')}]`
}

/** ONNX Runtime gives free dimensions as texts, some versions as −1. */
export function fixed(dim: number | string): number | null {
  return typeof dim === 'number' && dim >= 0 ? dim : null
}

function wrongInput(session: Session, card: ModelCard): InferenceError {
  const { name, width, height, layout } = card.input
  const size = layout === 'nchw' ? [3, height ?? '?', width ?? '?'] : [height ?? '?', width ?? '?', 3]
  const expected = `${name ?? 'one input'} float32 [?, ${size.join(', ')}] (${layout.toUpperCase()})`
  const found = session.inputs.map(formatTensor).join('; ')
  return new InferenceError({
    code: 'input-shape',
    message: `Expected the input of ${basename(session.path)} to be ${expected}, as its card ${card.name} says, but the model has ${found}`,
    details: { card: card.name, expected, found },
  })
}
