import type { Face } from '../face.ts'
import { ibug68ValuesOf } from '../landmarks/mesh-points.ts'
import type { MaskDecision } from '../mask-decision/mask-decision.ts'
import { isInside } from './is-inside.ts'
import { maskCover } from './mask-cover.ts'
import { meshVisibility } from './mesh-visibility.ts'

/**
 * How likely the camera sees each of the 68 points: not hidden by the face itself, not covered by a mask, not outside of the
 * picture. Where the mesh could not be trusted, the face may hide points without their being known.
 *
 * @param photo size in pixels
 * @param mask null where nothing is known of one
 * @returns 68 values in 0..1
 */
export function visibility68(
  face: Pick<Face, 'mesh' | 'depths' | 'landmarks68' | 'landmarkMethod' | 'points5'>,
  photo: { readonly width: number; readonly height: number },
  mask: Pick<MaskDecision, 'probability' | 'places'> | null,
): Float32Array {
  const { mesh, landmarks68, landmarkMethod, points5 } = face
  const covered = mask === null ? null : maskCover(landmarks68, points5, mask)
  const ofMesh = landmarkMethod === 'mesh' ? ibug68ValuesOf(mesh, meshVisibility(face, photo)) : null
  return Float32Array.from({ length: 68 }, (_, k) => {
    if (!isInside(landmarks68.points[2 * k]!, landmarks68.points[2 * k + 1]!, photo)) return 0
    return (ofMesh?.[k] ?? 1) * (1 - (covered?.[k] ?? 0))
  })
}
