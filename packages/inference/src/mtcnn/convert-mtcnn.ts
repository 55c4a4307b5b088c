import { InferenceError } from '../error.ts'
import { encodeOnnx, type OnnxConstant, type OnnxNode, type OnnxValue } from '../onnx/encode-onnx.ts'
import { type MtcnnLayer, type MtcnnNetwork, mtcnnNetworks } from './networks.ts'

/** Goes up when the converter writes other graphs, so that kept results of older ones are not used. */
export const mtcnnConverterVersion = 1

/**
 * Puts MTCNN's three networks into one ONNX file with three inputs, `pnet` [batch, 3, height, width], `rnet` [batch, 3, 24,
 * 24] and `onet` [batch, 3, 48, 48], and for each of them the outputs `NAME_scores` (softmax, index 1 is a face),
 * `NAME_offsets` and `onet_points`. A run that wants one network gives the others an empty batch.
 *
 * @param file float32 numbers, little-endian, without a header: layer by layer as in `mtcnnNetworks` weights (convolutions
 *   OIHW, dense [out, in], whose inputs were flattened in the order channel, column, row), biases, slopes
 * @throws InferenceError `bad-archive` when the length is another
 */
export function convertMtcnnToOnnx(file: Uint8Array): Uint8Array {
  const expected = mtcnnNetworks.flatMap(lengthsOf).reduce((a, b) => a + b, 0)
  if (file.length !== expected * 4) {
    throw new InferenceError({
      code: 'bad-archive',
      message: `Expected MTCNN’s weights to be ${expected * 4} bytes but received ${file.length}`,
      details: { bytes: file.length },
    })
  }
  const numbers = new Float32Array(Uint8Array.from(file).buffer)
  let at = 0
  const take = (length: number) => {
    at += length
    return numbers.subarray(at - length, at)
  }
  const parts = mtcnnNetworks.map((network) => convertNetwork(network, take))
  return encodeOnnx({
    name: 'mtcnn',
    inputs: parts.map(({ input }) => input),
    outputs: parts.flatMap(({ outputs }) => outputs),
    nodes: parts.flatMap(({ nodes }) => nodes),
    constants: parts.flatMap(({ constants }) => constants),
  })
}

/** How many numbers each layer has. */
function lengthsOf({ trunk, heads }: MtcnnNetwork): number[] {
  const layer = ({ shape }: MtcnnLayer) => shape.reduce((a, b) => a * b, 1) + shape[0]
  return [...trunk.map((step) => layer(step.layer) + step.layer.shape[0]), ...heads.map((head) => layer(head.layer))]
}

function convertNetwork(network: MtcnnNetwork, take: (length: number) => Float32Array) {
  const { name, side, trunk, heads } = network
  const nodes: OnnxNode[] = []
  const constants: OnnxConstant[] = []
  const constant = (of: string, dims: readonly number[]) => {
    const float32 = take(dims.reduce((a, b) => a * b, 1))
    constants.push({ name: `${name}.${of}`, dims, values: { float32 } })
    return `${name}.${of}`
  }
  const node = (type: string, inputs: string[], output: string, attributes?: OnnxNode['attributes']) => {
    nodes.push({ type, inputs, outputs: [output], ...(attributes && { attributes }) })
    return output
  }
  const apply = (layer: MtcnnLayer, from: string, to: string) => {
    const inputs = [
      from,
      constant(`${layer.name}.weight`, layer.shape),
      constant(`${layer.name}.bias`, [layer.shape[0]]),
    ]
    return layer.kind === 'dense' ? node('Gemm', inputs, to, { transB: 1 }) : node('Conv', inputs, to)
  }

  let value: string = name
  let flat = false
  for (const { layer, pool } of trunk) {
    const here = `${name}.${layer.name}`
    if (layer.kind === 'dense' && !flat) {
      // [batch, channels, rows, columns] -> [batch, channels, columns, rows] -> [batch, all]
      const turned = node('Transpose', [value], `${here}.turned`, { perm: [0, 1, 3, 2] })
      constants.push({ name: `${here}.shape`, dims: [2], values: { int64: [0, layer.shape[1]] } })
      value = node('Reshape', [turned, `${here}.shape`], `${here}.flat`)
      flat = true
    }
    const sum = apply(layer, value, `${here}.sum`)
    const channels = layer.shape[0]
    const slope = constant(`${layer.name}.slope`, layer.kind === 'dense' ? [channels] : [channels, 1, 1])
    value = node('PRelu', [sum, slope], `${here}.rectified`)
    if (pool !== null) {
      value = node('MaxPool', [value], `${here}.pooled`, {
        kernel_shape: [pool.side, pool.side],
        strides: [pool.stride, pool.stride],
        ceil_mode: 1,
      })
    }
  }
  const outputs = heads.map(({ layer, output }): OnnxValue => {
    const to = `${name}_${output}`
    if (output === 'scores') node('Softmax', [apply(layer, value, `${to}.logits`)], to, { axis: 1 })
    else apply(layer, value, to)
    const cells = layer.kind === 'convolution' ? ['rows', 'columns'] : []
    return { name: to, shape: [`${name}_batch`, layer.shape[0], ...cells] }
  })
  const input: OnnxValue = { name, shape: [`${name}_batch`, 3, side ?? 'height', side ?? 'width'] }
  return { input, outputs, nodes, constants }
}
