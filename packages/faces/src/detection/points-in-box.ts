import { createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { arcfaceTemplate } from '../align-face.ts'
import type { FaceLandmarker } from '../landmarks/face-landmarker.ts'
import { findMesh } from '../landmarks/find-mesh.ts'
import { arcface5FromMediapipe478 } from '../landmarks/mesh-points.ts'
import type { Box } from './types.ts'

/**
 * The five points of a face of which only the box is known, from its dense landmarks. The first look takes the face to be
 * upright; the second starts from what the first saw, because a tilted face is cut off in an upright crop.
 *
 * @returns `arcface5`, pixels of the photo
 */
export async function pointsInBox(landmarker: FaceLandmarker, image: Image, box: Box): Promise<Landmarks> {
  const upright = createLandmarks(
    'arcface5',
    arcfaceTemplate.points.map((value, i) => (i % 2 === 0 ? box.x : box.y) + placeInBox(value, i % 2, box)),
  )
  const first = await findMesh(landmarker, image, { box, points5: upright })
  const second = await findMesh(landmarker, image, { box, points5: arcface5FromMediapipe478(first.mesh) })
  return arcface5FromMediapipe478(second.presence >= first.presence ? second.mesh : first.mesh)
}

/** ArcFace's 112×112 crop shows about what the box of a detector holds. */
function placeInBox(value: number, axis: number, box: Box): number {
  return (value / 112) * (axis === 0 ? box.width : box.height)
}
