import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InferenceRuntime, imageInputOf, type ResolvedModel } from '@maskmirror/inference'
import { rewriteOnnx } from '@maskmirror/inference/onnx'

/**
 * The sizes of a model's tensors, found by running it once on nothing, because files need not say them.
 *
 * @param tensors names of float32 tensors
 * @returns sizes by name, with a batch of one (or the model's own where that is fixed)
 */
export async function measureShapes(
  { path, card }: ResolvedModel,
  tensors: readonly string[],
  runtime: InferenceRuntime,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-shapes-'))
  try {
    const bytes = await readFile(path)
    const whole = join(folder, 'model.onnx')
    await writeFile(whole, rewriteOnnx(bytes, { outputs: tensors.map((name) => ({ name })) }))
    const session = await runtime.open(whole)
    const input = imageInputOf(session, card)
    const [width, height, batch] = [input.width ?? 112, input.height ?? 112, input.batch ?? 1]
    const dims = card.input.layout === 'nchw' ? [batch, 3, height, width] : [batch, height, width, 3]
    const found = await session.run(
      { [input.name]: { data: new Float32Array(batch * 3 * height * width), dims } },
      tensors,
    )
    await session.close()
    return new Map(Object.entries(found).map(([name, tensor]) => [name, tensor.dims]))
  } finally {
    await rm(folder, { recursive: true })
  }
}
