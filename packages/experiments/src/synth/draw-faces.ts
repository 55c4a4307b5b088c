import { createLandmarks, type Failure, failed, type Image } from '@maskmirror/core'
import { drawMasks, type MaskTemplates } from '@maskmirror/mask-the-face'
import type { MaskedFace } from './provenance-line.ts'
import type { SynthPattern } from './read-patterns.ts'
import type { FaceTask, SynthTask } from './synth-task.ts'

/** What every picture of a run is drawn with. */
export interface DrawingKit {
  readonly templates: MaskTemplates
  readonly patterns: readonly SynthPattern[]
}

/** A picture with a mask on each face that allowed one. */
export interface DrawnFaces {
  readonly image: Image
  /** One channel: the share of any mask in each pixel. */
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
  { jitter, patternWeight }: SynthTask['draw'],
  { templates, patterns }: DrawingKit,
): ({ readonly ok: true } & DrawnFaces) | Failure {
  const drawn = drawMasks(
    image,
    tasks.map(({ points, look }) => {
      const pattern = look.pattern === null ? undefined : patterns[look.pattern]
      return {
        ...look,
        landmarks: createLandmarks('ibug68', points),
        pattern: pattern === undefined ? null : { image: pattern.image, name: pattern.name, weight: patternWeight },
        jitter: jitter ? {} : null,
      }
    }),
    { templates },
  )
  const faces = drawn.faces.map((outcome, i): MaskedFace => {
    const face = tasks[i]!.origin
    return outcome.ok ? { face, ok: true, mask: outcome.value } : { face, ...outcome }
  })
  if (faces.some(({ ok }) => ok)) return { ok: true, image: drawn.image, alpha: drawn.alpha, faces }
  return drawn.faces.find((outcome) => !outcome.ok) ?? failed('no-face', 'no face was named')
}
