import { createLandmarks, type Landmarks } from '@maskmirror/core'
import { FacesError } from '../error.ts'
import { equidistant } from './equidistant.ts'

/** Vertices of MediaPipe's canonical face mesh along its outline, from the eye on the image's left down to the chin. */
const leftOutline = [127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152] as const
/** The same from the chin up to the eye on the image's right. */
const rightOutline = [152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356] as const
/** Down the ridge of the nose, from between the eyes to the tip. */
const noseRidge = [168, 6, 197, 195, 5, 4] as const
/** Points 17-26 of iBUG 300-W. */
const brows = [70, 63, 105, 66, 107, 336, 296, 334, 293, 300] as const
/** Points 31-67. */
const nostrilsEyesLips = [
  // nostrils 31-35
  98, 97, 2, 326, 327,
  // eyes 36-47
  33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
  // outer lips 48-59
  61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181,
  // inner lips 60-67
  78, 82, 13, 312, 308, 317, 14, 87,
] as const

/**
 * The 68 points of iBUG 300-W from MediaPipe's mesh. Brows, nostrils, eyes and lips are the vertices at the same places.
 * Jaw and nose bridge, whose points iBUG's annotators spread evenly, are spread evenly over the mesh's outline on either
 * side of the chin and over the ridge of the nose. The outline is fixed to the skin, so on turned heads the far side lies inside of the visible border.
 *
 * @throws FacesError `bad-landmarks` when the points are of another scheme
 */
export function ibug68FromMediapipe478(mesh: Landmarks): Landmarks {
  const left = equidistant(pick(mesh, leftOutline), 9)
  const right = equidistant(pick(mesh, rightOutline), 9)
  const bridge = equidistant(pick(mesh, noseRidge), 4)
  return createLandmarks('ibug68', [
    ...left,
    ...right.slice(2),
    ...pick(mesh, brows),
    ...bridge,
    ...pick(mesh, nostrilsEyesLips),
  ])
}

/** Iris centres, nose tip and mouth corners: the places of a detector's five points. */
const fiveVertices: readonly number[] = [468, 473, 4, 61, 291]

/** @throws FacesError `bad-landmarks` when the points are of another scheme */
export function arcface5FromMediapipe478(mesh: Landmarks): Landmarks {
  return createLandmarks('arcface5', pick(mesh, fiveVertices))
}

function pick(mesh: Landmarks, vertices: readonly number[]): number[] {
  if (mesh.scheme !== 'mediapipe478') {
    throw new FacesError({ code: 'bad-landmarks', message: `Expected mediapipe478 points but received ${mesh.scheme}` })
  }
  return vertices.flatMap((vertex) => [mesh.points[vertex * 2]!, mesh.points[vertex * 2 + 1]!])
}
