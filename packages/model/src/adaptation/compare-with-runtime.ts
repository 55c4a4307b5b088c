import { createRng } from '@maskmirror/core'
import { type InferenceRuntime, imageInputOf, type ResolvedModel } from '@maskmirror/inference'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '#layers/parameters.ts'
import type { TrainedBody } from '#training/trained-body.ts'
import { ModelError } from '../error.ts'
import { channelsLast } from './channels-last.ts'
import type { FeatureMap } from './feature-maps.ts'
import { createSplitSession } from './split-session.ts'

/** How far the written file is from what was trained. */
export interface StartCheck {
  /** Largest difference of a number of an embedding, as a share of the longest one's length. */
  readonly embedding: number
  /** Largest difference of an attention score, 0..1; null without a refinement layer. */
  readonly attention: number | null
}

/** The promise of every export. */
const most = 1e-4

/**
 * Runs the written file on random pictures and, from its own map, TensorFlow.js.
 *
 * @throws ModelError `export-differs`
 */
export async function compareWithRuntime(
  model: Pick<ResolvedModel, 'path' | 'card'>,
  map: FeatureMap,
  body: TrainedBody,
  parameters: Parameters,
  runtime: InferenceRuntime,
): Promise<StartCheck> {
  await using split = await createSplitSession(model, [map.tensor], runtime)
  const { session } = split
  const input = imageInputOf(session, model.card)
  const [batch, height, width] = [input.batch ?? 3, input.height ?? 112, input.width ?? 112]
  const rng = createRng('comparison')
  const data = Float32Array.from({ length: batch * 3 * height * width }, () => rng.uniform(-1, 1))
  const dims = model.card.input.layout === 'nchw' ? [batch, 3, height, width] : [batch, height, width, 3]
  const there = await session.run({ [input.name]: { data, dims } })
  const size = map.height * map.width * map.channels
  const maps = Array.from({ length: batch }, (_, i) =>
    channelsLast(there[map.tensor]!.data.subarray(i * size, (i + 1) * size), map),
  )
  const here = tf.tidy(() => body.forward(parameters, null, maps))
  const [embeddings, scores] = await Promise.all([here.embedding.data(), here.attention?.data() ?? null])
  tf.dispose([here.embedding, ...(here.attention === undefined ? [] : [here.attention])])
  const name = model.card.output.name!
  const expected = there[name]!.data
  const rows = Array.from({ length: batch }, (_, i) => expected.subarray(i * body.dimension, (i + 1) * body.dimension))
  const longest = Math.max(...rows.map((row) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))))
  const check = {
    embedding: largestDifference(embeddings, expected) / longest,
    attention: scores === null ? null : largestDifference(scores, there.attention!.data),
  }
  if (check.embedding <= most && (check.attention ?? 0) <= most) return check
  throw new ModelError({
    code: 'export-differs',
    message: `Expected ONNX Runtime to compute what TensorFlow.js computes within ${most} but embeddings differ by ${check.embedding.toExponential(1)} and attention by ${(check.attention ?? 0).toExponential(1)}`,
    details: { ...check },
  })
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}
