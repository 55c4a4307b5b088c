import { encodeOnnx } from '@maskmirror/inference/onnx'

/** A detector with the masked-face network's outputs that sees one masked face in the middle of every picture. */
export function tinyMaskedRfb(): Uint8Array {
  return encodeOnnx({
    name: 'tiny-masked-rfb',
    inputs: [{ name: 'input', shape: [1, 3, 480, 640] }],
    outputs: [
      { name: 'scores', shape: [1, 1, 3] },
      { name: 'boxes', shape: [1, 1, 4] },
    ],
    nodes: [
      { type: 'GlobalAveragePool', inputs: ['input'], outputs: ['means'] },
      { type: 'Conv', inputs: ['means', 'none'], outputs: ['zero'], attributes: { kernel_shape: [1, 1] } },
      { type: 'Reshape', inputs: ['zero', 'row'], outputs: ['zeros'] },
      { type: 'Add', inputs: ['zeros', 'score'], outputs: ['scores'] },
      { type: 'Add', inputs: ['zeros', 'box'], outputs: ['boxes'] },
    ],
    constants: [
      { name: 'none', dims: [1, 3, 1, 1], values: { float32: Float32Array.of(0, 0, 0) } },
      { name: 'row', dims: [3], values: { int64: [1, 1, 1] } },
      { name: 'score', dims: [1, 1, 3], values: { float32: Float32Array.of(0.125, 0.125, 0.75) } },
      { name: 'box', dims: [1, 1, 4], values: { float32: Float32Array.of(0.25, 0.25, 0.75, 0.75) } },
    ],
  })
}
