import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtInCards, createInferenceRuntime, type InferenceRuntime, type ResolvedModel } from '@maskmirror/inference'

/** A runtime and a folder for small models; both go at the end of the `await using` block. */
export async function tinyParts(): Promise<
  { runtime: InferenceRuntime; model: (card: string, bytes: Uint8Array) => Promise<ResolvedModel> } & AsyncDisposable
> {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-faces-'))
  const runtime = createInferenceRuntime({ workers: 1, threadsPerWorker: 1 })
  return {
    runtime,
    model: async (name, bytes) => {
      const card = builtInCards().find((candidate) => candidate.name === name)!
      const path = join(folder, `${name}.onnx`)
      await writeFile(path, bytes)
      const { name: _, ...input } = card.input // small models have names of their own
      return { card: { ...card, input }, path, sha256: '0'.repeat(64) }
    },
    [Symbol.asyncDispose]: async () => {
      await runtime.close()
      await rm(folder, { recursive: true })
    },
  }
}
