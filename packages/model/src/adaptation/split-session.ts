import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InferenceRuntime, ResolvedModel, Session } from '@maskmirror/inference'
import { rewriteOnnx } from '@maskmirror/inference/onnx'

/**
 * Opens a model that gives tensors of its inside too.
 *
 * @param tensors names of float32 tensors; one that is an output already is not given twice
 */
export async function createSplitSession(
  { path }: Pick<ResolvedModel, 'path'>,
  tensors: readonly string[],
  runtime: InferenceRuntime,
): Promise<{ readonly session: Session } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-split-'))
  const remove = () => rm(folder, { recursive: true })
  try {
    const whole = join(folder, 'model.onnx')
    await writeFile(whole, rewriteOnnx(await readFile(path), { outputs: tensors.map((name) => ({ name })) }))
    const session = await runtime.open(whole)
    return {
      session,
      [Symbol.asyncDispose]: async () => {
        await session.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
