import type { Image, Landmarks } from '@maskmirror/core'
import { decodeOnnx } from '@maskmirror/inference/onnx'
import { FacesError } from '../error.ts'
import { layerChain } from './layer-chain.ts'
import { maskCrop, maskCropSide } from './mask-crop.ts'
import type { MaskDecision } from './mask-decision.ts'
import { placesFamily } from './mask-family.ts'

/**
 * This project's network without ONNX Runtime, for a browser: the same decisions as `openMaskDecider`, a few milliseconds each.
 *
 * @param bytes of `mask-decision.onnx`
 * @returns decides from a photo and `arcface5` points in its pixels
 * @throws FacesError `wrong-model`; InferenceError `not-onnx`
 */
export function createMaskReader(bytes: Uint8Array): (photo: Image, points5: Landmarks) => MaskDecision {
  const graph = decodeOnnx(bytes)
  if (graph.outputs[0]?.name !== placesFamily.output) {
    throw new FacesError({
      code: 'wrong-model',
      message: `Expected a network with the output ${placesFamily.output} but it has ${graph.outputs.map(({ name }) => name).join(', ')}`,
    })
  }
  const run = layerChain(graph)
  return (photo, points5) => {
    const { data } = maskCrop(photo, points5)
    const pixels = maskCropSide * maskCropSide
    const planes = new Float32Array(3 * pixels)
    for (let i = 0; i < data.length; i++) planes[(i % 3) * pixels + Math.floor(i / 3)] = (data[i]! - 127.5) / 127.5
    const output = run({ data: planes, channels: 3, height: maskCropSide, width: maskCropSide })
    return placesFamily.read(output.data, placesFamily.calibration)
  }
}
