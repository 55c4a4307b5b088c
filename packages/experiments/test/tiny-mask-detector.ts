import { encodeOnnx } from '@maskmirror/inference/onnx'

/** A network with the output of SeetaFace6's mask detector that takes every face for a bare one. */
export function tinyMaskDetector(): Uint8Array {
  return encodeOnnx({
    name: 'tiny-mask-detector',
    inputs: [{ name: 'input', shape: [1, 3, 112, 112] }],
    outputs: [{ name: 'mask_9', shape: [1, 2, 1, 1] }],
    nodes: [
      { type: 'GlobalAveragePool', inputs: ['input'], outputs: ['means'] },
      {
        type: 'Conv',
        inputs: ['means', 'none', 'probabilities'],
        outputs: ['mask_9'],
        attributes: { kernel_shape: [1, 1] },
      },
    ],
    constants: [
      { name: 'none', dims: [2, 3, 1, 1], values: { float32: new Float32Array(6) } },
      { name: 'probabilities', dims: [2], values: { float32: Float32Array.of(0.01, 0.99) } },
    ],
  })
}
