import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { type Affine, applyAffine, invertAffine } from '@maskmirror/imaging/geometry'
import { createWarpedPreprocess, type InferenceRuntime, imageInputOf, type ResolvedModel } from '@maskmirror/inference'
import type { Box } from '../detection/types.ts'
import { FacesError } from '../error.ts'
import { cropSide, pixelsPerCropPixel } from './mesh-crop.ts'

/** Dense landmarks of one face. */
export interface DenseLandmarks {
  /** `mediapipe478`, pixels of the photo. */
  readonly mesh: Landmarks
  /** How much farther from the camera than the head's middle each point lies, pixels of the photo, as the network guesses. */
  readonly depths: Float32Array
  /** The network's confidence that the crop holds a face, 0..1. */
  readonly presence: number
}

export interface FaceLandmarker {
  readonly name: string
  readonly version: string
  /**
   * @param box around the face, pixels of the photo
   * @param angleRad of the line from the eye on the image's left to the other, positive clockwise on the screen
   */
  locate(image: Image, box: Box, angleRad: number): Promise<DenseLandmarks>
  close(): Promise<void>
}

const cropVersion = 2

/**
 * Opens MediaPipe's face landmark network (converted to ONNX by the model registry).
 *
 * @param options.model the resolved card `mediapipe-face-landmarker`
 * @throws FacesError `wrong-model`
 * @throws InferenceError `model-missing`, `not-onnx`, `input-shape`
 */
export async function openLandmarker(options: {
  runtime: InferenceRuntime
  model: ResolvedModel
}): Promise<FaceLandmarker> {
  const { runtime, model } = options
  const session = await runtime.open(model.path)
  const [mesh, presence] = session.outputs
  if (mesh?.shape.at(-1) !== 478 * 3 || presence?.shape.at(-1) !== 1) {
    await session.close()
    throw new FacesError({
      code: 'wrong-model',
      message: `Expected ${model.card.name} to give 478 points and a presence but its outputs are ${session.outputs.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join('; ')}`,
      details: { card: model.card.name },
    })
  }
  const input = imageInputOf(session, model.card)
  const preprocess = createWarpedPreprocess({ width: cropSide, height: cropSide }, model.card.input)
  return {
    name: model.card.name,
    version: `${model.sha256}/${cropVersion}`,
    locate: async (image, box, angleRad) => {
      const toCrop = cropTransform(box, angleRad)
      const tensor = preprocess(image, toCrop, runtime.allocate)
      const outputs = await session.run({ [input.name]: tensor }, [mesh.name, presence.name])
      const values = outputs[mesh.name]!.data
      const scale = Math.hypot(toCrop[0], toCrop[3])
      const inCrop = new Float32Array(2 * 478)
      const depths = new Float32Array(478)
      for (let k = 0; k < 478; k++) {
        // the network counts from the crop's edge, we from the centre of the first pixel
        inCrop[2 * k] = values[3 * k]! - 0.5
        inCrop[2 * k + 1] = values[3 * k + 1]! - 0.5
        depths[k] = values[3 * k + 2]! / scale
      }
      return {
        mesh: createLandmarks('mediapipe478', applyAffine(invertAffine(toCrop), inCrop)),
        depths,
        presence: 1 / (1 + Math.exp(-outputs[presence.name]!.data[0]!)),
      }
    },
    close: () => session.close(),
  }
}

/** From the photo to the crop: a level square around the box's centre. */
function cropTransform(box: Box, angleRad: number): Affine {
  const scale = 1 / pixelsPerCropPixel(box)
  const cos = Math.cos(angleRad) * scale
  const sin = Math.sin(angleRad) * scale
  const x = box.x + box.width / 2 - 0.5 // of the centre, from the centre of the first pixel
  const y = box.y + box.height / 2 - 0.5
  const middle = cropSide / 2 - 0.5
  return [cos, sin, middle - cos * x - sin * y, -sin, cos, middle + sin * x - cos * y]
}
