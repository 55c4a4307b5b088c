import { createImage, createLandmarks, type Failure, failed, type Image } from '@maskmirror/core'
import { drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'
import type { MaskedFace } from './provenance-line.ts'
import type { FaceTask } from './synth-task.ts'

/** A picture with a mask on each face that allowed one. */
export interface DrawnFaces {
  readonly image: Image
  /** One channel: the largest share of mask of all faces in each pixel. */
  readonly alpha: Image
  readonly faces: readonly MaskedFace[]
}

/**
 * Draws on one face after the other.
 *
 * @param image RGB
 * @returns the first face's failure when there is no mask on any
 */
export function drawFaces(
  image: Image,
  tasks: readonly FaceTask[],
  templates: MaskTemplates,
): ({ readonly ok: true } & DrawnFaces) | Failure {
  let picture = image
  let alpha: Image | null = null
  const faces: MaskedFace[] = []
  let firstFailure: Failure | null = null
  for (const { origin, points, look } of tasks) {
    const drawn = drawMask(picture, createLandmarks('ibug68', points), { templates, ...look })
    if (!drawn.ok) {
      firstFailure ??= drawn
      faces.push({ face: origin, ...drawn })
      continue
    }
    picture = drawn.value.image
    alpha = alpha === null ? drawn.value.alpha : larger(alpha, drawn.value.alpha)
    faces.push({ face: origin, ok: true, mask: drawn.value.record })
  }
  if (alpha === null) return firstFailure ?? failed('no-face', 'no face was named')
  return { ok: true, image: picture, alpha, faces }
}

function larger(a: Image, b: Image): Image {
  const result = createImage(a.width, a.height, 1, a.data.slice())
  for (let i = 0; i < result.data.length; i++) {
    if (b.data[i]! > result.data[i]!) result.data[i] = b.data[i]!
  }
  return result
}
