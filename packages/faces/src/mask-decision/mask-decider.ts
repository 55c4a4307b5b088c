import type { Image } from '@maskmirror/core'
import { type InferenceRuntime, imageInputOf, preprocess, type ResolvedModel } from '@maskmirror/inference'
import { FacesError } from '../error.ts'
import type { MaskDecision } from './mask-decision.ts'
import { type FaceSite, placesFamily, seetaFamily } from './mask-family.ts'

/** Tells whether a face wears a mask, and where. */
export interface MaskDecider {
  readonly name: string
  /** sha256 of the weights and the version of feeding, calibration and abstention. */
  readonly version: string
  decide(photo: Image, face: FaceSite): Promise<MaskDecision>
  close(): Promise<void>
}

/** Goes up when the same weights would give other decisions. */
const decisionVersion = 2

const families = [placesFamily, seetaFamily] as const

/**
 * Opens this project's network or SeetaFace6's mask detector, told apart by their outputs.
 *
 * @param options.model a resolved card of the task `mask-decision`
 * @throws FacesError `wrong-model`
 * @throws InferenceError `model-missing`, `not-onnx`, `input-shape`
 */
export async function openMaskDecider(options: {
  runtime: InferenceRuntime
  model: ResolvedModel
}): Promise<MaskDecider> {
  const { runtime, model } = options
  const session = await runtime.open(model.path)
  const family = families.find(({ output }) => session.outputs.some(({ name }) => name === output))
  if (family === undefined) {
    await session.close()
    throw new FacesError({
      code: 'wrong-model',
      message: `Expected ${model.card.name} to decide about masks (${families.map(({ title, output }) => `${title}: output ${output}`).join('; ')}) but its outputs are ${session.outputs.map(({ name }) => name).join(', ')}`,
      details: { card: model.card.name },
    })
  }
  const input = imageInputOf(session, model.card)
  const side = input.width ?? 64
  return {
    name: model.card.name,
    version: `${model.sha256}/${decisionVersion}`,
    decide: async (photo, face) => {
      const tensor = preprocess([family.crop(photo, face, side)], model.card.input, { allocate: runtime.allocate })
      const outputs = await session.run({ [input.name]: tensor }, [family.output])
      return family.read(outputs[family.output]!.data, family.calibration)
    },
    close: () => session.close(),
  }
}
