import { encodeOnnx, type OnnxConstant, type OnnxNode } from '@maskmirror/inference/onnx'

/** Edges that the last of the small networks moves, in sides of its square, and where it puts the points. */
export const tinyMtcnnOffsets = [0.25, 0.125, -0.25, -0.125] as const
export const tinyMtcnnPoints = { x: [0.3, 0.7, 0.5, 0.35, 0.65], y: [0.4, 0.4, 0.6, 0.8, 0.8] } as const

/**
 * Three networks with MTCNN's inputs and outputs that see faces where the picture is white: the score is the mean brightness
 * of what each of them sees, 0 black, 1 white. Their answers are known by hand.
 */
export function tinyMtcnn(): Uint8Array {
  const nodes: OnnxNode[] = []
  const constants: OnnxConstant[] = []
  const node = (type: string, inputs: string[], output: string, attributes?: OnnxNode['attributes']) => {
    nodes.push({ type, inputs, outputs: [output], ...(attributes && { attributes }) })
    return output
  }
  /** A 1×1 convolution. */
  const linear = (from: string, to: string, weights: readonly number[], biases: readonly number[]) => {
    const dims = [biases.length, weights.length / biases.length, 1, 1]
    constants.push(
      { name: `${to}:w`, dims, values: { float32: Float32Array.from(weights) } },
      { name: `${to}:b`, dims: [biases.length], values: { float32: Float32Array.from(biases) } },
    )
    return node('Conv', [from, `${to}:w`, `${to}:b`], to, { kernel_shape: [1, 1] })
  }
  const head = (
    network: string,
    output: string,
    mean: string,
    weights: readonly number[],
    biases: readonly number[],
  ) => {
    const name = `${network}_${output}`
    if (network === 'pnet') return linear(mean, name, weights, biases)
    return node('Flatten', [linear(mean, `${name}:flat`, weights, biases)], name)
  }
  const outputs = ['pnet', 'rnet', 'onet'].flatMap((network) => {
    // inputs are about −1 for black and 1 for white
    const grey = linear(network, `${network}:grey`, [1 / 6, 1 / 6, 1 / 6], [0.5])
    const mean =
      network === 'pnet'
        ? node('AveragePool', [grey], `${network}:mean`, { kernel_shape: [12, 12], strides: [2, 2] })
        : node('GlobalAveragePool', [grey], `${network}:mean`)
    head(network, 'scores', mean, [-1, 1], [1, 0])
    head(network, 'offsets', mean, [0, 0, 0, 0], network === 'onet' ? tinyMtcnnOffsets : [0, 0, 0, 0])
    const { x, y } = tinyMtcnnPoints
    if (network === 'onet') head(network, 'points', mean, new Array(10).fill(0), [...x, ...y])
    const cells = network === 'pnet' ? ['rows', 'columns'] : []
    const widths = { scores: 2, offsets: 4, ...(network === 'onet' && { points: 10 }) }
    return Object.entries(widths).map(([output, width]) => ({
      name: `${network}_${output}`,
      shape: [`${network}_batch`, width, ...cells],
    }))
  })
  return encodeOnnx({
    name: 'tiny-mtcnn',
    inputs: [
      { name: 'pnet', shape: ['pnet_batch', 3, 'height', 'width'] },
      { name: 'rnet', shape: ['rnet_batch', 3, 24, 24] },
      { name: 'onet', shape: ['onet_batch', 3, 48, 48] },
    ],
    outputs,
    nodes,
    constants,
  })
}
