import { type InferenceRuntime, imageInputOf, type ResolvedModel } from '@maskmirror/inference'
import { createSplitSession } from './split-session.ts'

/**
 * The sizes of a model's tensors, found by running it once on nothing, because files need not say them.
 *
 * @param tensors names of float32 tensors
 * @returns sizes by name, with a batch of one (or the model's own where that is fixed)
 */
export async function measureShapes(
  model: ResolvedModel,
  tensors: readonly string[],
  runtime: InferenceRuntime,
): Promise<ReadonlyMap<string, readonly number[]>> {
  await using split = await createSplitSession(model, tensors, runtime)
  const { card } = model
  const input = imageInputOf(split.session, card)
  const [width, height, batch] = [input.width ?? 112, input.height ?? 112, input.batch ?? 1]
  const dims = card.input.layout === 'nchw' ? [batch, 3, height, width] : [batch, height, width, 3]
  const feeds = { [input.name]: { data: new Float32Array(batch * 3 * height * width), dims } }
  const found = await split.session.run(feeds, tensors)
  return new Map(Object.entries(found).map(([name, tensor]) => [name, tensor.dims]))
}
