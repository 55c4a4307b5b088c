import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInferenceRuntime, type FloatTensor } from '@maskmirror/inference'

/** Runs a model file's bytes once by ONNX Runtime. @param input named `input` */
export async function runOnnx(bytes: Uint8Array, input: FloatTensor): Promise<Record<string, FloatTensor>> {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-model-'))
  const runtime = createInferenceRuntime({ workers: 1 })
  try {
    const path = join(folder, 'model.onnx')
    await writeFile(path, bytes)
    const session = await runtime.open(path)
    return await session.run({ input })
  } finally {
    await runtime.close()
    await rm(folder, { recursive: true })
  }
}
