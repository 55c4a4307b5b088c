import {
  type ImageInput,
  type InferenceRuntime,
  imageInputOf,
  preprocess,
  type ResolvedModel,
  type Session,
} from '@maskmirror/inference'
import type { OneShotFamily } from './detector-family.ts'
import type { Look, Thresholds } from './look.ts'
import { suppressOverlaps } from './suppress-overlaps.ts'

/**
 * A network that gives all faces in one run. Pictures are filled up with black to the network's size, or to a multiple of 32
 * pixels, which is what the coarsest cells need.
 *
 * @throws InferenceError `input-shape`
 */
export function lookInOneShot(parts: {
  runtime: InferenceRuntime
  session: Session
  model: ResolvedModel
  family: OneShotFamily
  thresholds: Thresholds
}): { readonly look: Look; readonly input: ImageInput } {
  const { runtime, session, model, family, thresholds } = parts
  const input = imageInputOf(session, model.card)
  const look: Look = async (picture) => {
    const size = {
      width: input.width ?? Math.ceil(picture.width / 32) * 32,
      height: input.height ?? Math.ceil(picture.height / 32) * 32,
    }
    const tensor = preprocess([picture], model.card.input, { ...size, allocate: runtime.allocate })
    const outputs = await session.run({ [input.name]: tensor }, family.outputs)
    return suppressOverlaps(family.decode(outputs, size, thresholds.score), thresholds.overlap)
  }
  return { look, input }
}
