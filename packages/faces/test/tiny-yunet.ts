import { encodeOnnx, type OnnxConstant, type OnnxGraph, type OnnxNode } from '@maskmirror/inference/onnx'

/**
 * A detector with YuNet's outputs that sees faces where the picture is white: `cls` and `obj` are the mean brightness of
 * a cell (0 black, 1 white), the box is one cell large around the cell's centre, and the five points are fixed
 * places around that centre. Its answers are known by hand.
 */
export function tinyYunet(): Uint8Array {
  const nodes: OnnxNode[] = []
  const constants: OnnxConstant[] = []
  const outputs: OnnxGraph['outputs'][number][] = []
  const constant = (name: string, dims: number[], values: number[]) => {
    constants.push({ name, dims, values: { float32: Float32Array.from(values) } })
    return name
  }
  const node = (type: string, inputs: string[], output: string, attributes?: OnnxNode['attributes']) => {
    nodes.push({ type, inputs, outputs: [output], ...(attributes && { attributes }) })
    return output
  }
  constants.push({ name: 'rows', dims: [3], values: { int64: [1, -1, 1] } })
  const grey = constant('grey', [1, 3, 1, 1], [1 / 765, 1 / 765, 1 / 765])
  node('Conv', ['input', grey], 'brightness', { kernel_shape: [1, 1] })
  for (const stride of [8, 16, 32]) {
    const cells = node('AveragePool', ['brightness'], `cells_${stride}`, {
      kernel_shape: [stride, stride],
      strides: [stride, stride],
    })
    const scores = node('Reshape', [cells, 'rows'], `cls_${stride}`)
    node('Identity', [scores], `obj_${stride}`)
    const zeros = node('Mul', [scores, constant(`zero_${stride}`, [1, 1, 1], [0])], `zeros_${stride}`)
    const box = constant(`box_${stride}`, [1, 1, 4], [0.5, 0.5, 0, 0])
    node('Add', [zeros, box], `bbox_${stride}`)
    const points = constant(`points_${stride}`, [1, 1, 10], [0.3, 0.4, 0.7, 0.4, 0.5, 0.6, 0.35, 0.8, 0.65, 0.8])
    node('Add', [zeros, points], `kps_${stride}`)
    outputs.push(
      { name: `cls_${stride}`, shape: [1, `n${stride}`, 1] },
      { name: `obj_${stride}`, shape: [1, `n${stride}`, 1] },
      { name: `bbox_${stride}`, shape: [1, `n${stride}`, 4] },
      { name: `kps_${stride}`, shape: [1, `n${stride}`, 10] },
    )
  }
  return encodeOnnx({
    name: 'tiny-yunet',
    inputs: [{ name: 'input', shape: [1, 3, 'height', 'width'] }],
    outputs,
    nodes,
    constants,
  })
}
