import { encodeOnnx } from '@maskmirror/inference/onnx'

/**
 * A landmark network with MediaPipe's outputs: point k lies at (64 + k mod 128, 64 + k div 2) of its 256×256 crop,
 * whatever the picture, and the presence logit is 20 times the crop's mean brightness (0..1), minus 10.
 *
 * @param yOf other rows; from 64 to 191 the mesh lies in the middle, where a crop that follows it stays
 */
export function tinyMesh(yOf = (k: number): number => 64 + Math.floor(k / 2)): Uint8Array {
  const points = Float32Array.from({ length: 478 * 3 }, (_, i) => {
    const k = Math.floor(i / 3)
    return [64 + (k % 128), yOf(k), 0][i % 3]!
  })
  return encodeOnnx({
    name: 'tiny-mesh',
    inputs: [{ name: 'input', shape: ['batch', 3, 256, 256] }],
    outputs: [
      { name: 'mesh', shape: ['batch', 1, 1, 1434] },
      { name: 'presence', shape: ['batch', 1, 1, 1] },
    ],
    nodes: [
      { type: 'GlobalAveragePool', inputs: ['input'], outputs: ['means'] },
      {
        type: 'Conv',
        inputs: ['means', 'brightness', 'minus'],
        outputs: ['presence'],
        attributes: { kernel_shape: [1, 1] },
      },
      { type: 'Mul', inputs: ['presence', 'zero'], outputs: ['zeros'] },
      { type: 'Add', inputs: ['zeros', 'points'], outputs: ['mesh'] },
    ],
    constants: [
      { name: 'brightness', dims: [1, 3, 1, 1], values: { float32: Float32Array.of(20 / 3, 20 / 3, 20 / 3) } },
      { name: 'minus', dims: [1], values: { float32: Float32Array.of(-10) } },
      { name: 'zero', dims: [1], values: { float32: Float32Array.of(0) } },
      { name: 'points', dims: [1, 1, 1, 1434], values: { float32: points } },
    ],
  })
}
