import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRng } from '@maskmirror/core'
import { encodeOnnx, type OnnxGraph } from '#onnx/encode-onnx.ts'

/** A folder that is removed at the end of the `await using` block. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'maskmirror-inference-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

/** An embedding that is linear in the mean colours of 16×16 blocks: [batch, 3, side, side] -> [batch, dimension]. */
export function linearEmbedding(
  options: { side?: number; dimension?: number; batch?: number | string; bias?: number } = {},
): { graph: OnnxGraph; weights: Float32Array } {
  const { side = 112, dimension = 8, batch = 'batch', bias = 0 } = options
  const features = 3 * (side / 16) ** 2
  const rng = createRng('linear embedding')
  const weights = Float32Array.from({ length: features * dimension }, () => rng.normal())
  return {
    weights,
    graph: {
      name: 'linear-embedding',
      inputs: [{ name: 'pixels', shape: [batch, 3, side, side] }],
      outputs: [{ name: 'embedding', shape: [batch, dimension] }],
      nodes: [
        {
          type: 'AveragePool',
          inputs: ['pixels'],
          outputs: ['blocks'],
          attributes: { kernel_shape: [16, 16], strides: [16, 16] },
        },
        { type: 'Flatten', inputs: ['blocks'], outputs: ['flat'] },
        {
          type: 'Gemm',
          inputs: ['flat', 'weights', 'bias'],
          outputs: ['embedding'],
          attributes: { alpha: { float: 1 } },
        },
      ],
      constants: [
        { name: 'weights', dims: [features, dimension], values: { float32: weights } },
        { name: 'bias', dims: [dimension], values: { float32: new Float32Array(dimension).fill(bias) } },
      ],
    },
  }
}

/** Writes a graph as an ONNX file and gives its path. */
export async function writeModel(folder: string, name: string, graph: OnnxGraph): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, encodeOnnx(graph))
  return path
}
