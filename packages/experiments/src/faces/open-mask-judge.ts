import { fuseMaskDeciders, type MaskDecider, openMaskDecider } from '@maskmirror/faces'
import type { InferenceRuntime, ResolvedModel } from '@maskmirror/inference'

/**
 * Opens what decides about masks.
 *
 * @param models one, or two that decide together, this project's first
 * @throws FacesError `wrong-model`
 * @throws InferenceError for a file that cannot be opened
 */
export async function openMaskJudge(runtime: InferenceRuntime, models: readonly ResolvedModel[]): Promise<MaskDecider> {
  const [places, other] = await Promise.all(models.map((model) => openMaskDecider({ runtime, model })))
  return other === undefined ? places! : fuseMaskDeciders({ places: places!, other })
}
