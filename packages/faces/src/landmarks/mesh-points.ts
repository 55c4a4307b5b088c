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
  const points = new Float32Array(2 * 68)
  for (const [k, mix] of mixesOf(mesh).entries()) {
    points[2 * k] = mixed(mesh.points, mix, 2, 0)
    points[2 * k + 1] = mixed(mesh.points, mix, 2, 1)
  }
  return createLandmarks('ibug68', points)
}

/**
 * What belongs to the vertices of a mesh, carried over to its 68 points.
 *
 * @param valueAt of one of the 478 points, taken as float32; asked for those only that the 68 are mixed from
 * @throws FacesError `bad-landmarks` when the points are of another scheme
 */
export function ibug68ValuesOf(mesh: Landmarks, valueAt: (vertex: number) => number): Float32Array {
  return Float32Array.from(mixesOf(mesh), ({ from, to, t }) => {
    const value = Math.fround(valueAt(from))
    return t === 0 ? value : value + t * (Math.fround(valueAt(to)) - value)
  })
}

/** A point between two vertices. */
interface VertexMix {
  readonly from: number
  readonly to: number
  /** 0 at `from`, 1 at `to`. */
  readonly t: number
}

function mixed(values: Float32Array, { from, to, t }: VertexMix, stride: number, offset: number): number {
  const value = values[from * stride + offset]!
  return value + t * (values[to * stride + offset]! - value)
}

function mixesOf(mesh: Landmarks): VertexMix[] {
  return [
    ...spread(mesh, leftOutline, 9),
    ...spread(mesh, rightOutline, 9).slice(1),
    ...browMixes,
    ...spread(mesh, noseRidge, 4),
    ...nostrilEyeLipMixes,
  ]
}

function alone(vertices: readonly number[]): readonly VertexMix[] {
  return vertices.map((vertex) => ({ from: vertex, to: vertex, t: 0 }))
}

const browMixes = alone(brows)
const nostrilEyeLipMixes = alone(nostrilsEyesLips)

/** Places at equal distances along a line of vertices. */
function spread(mesh: Landmarks, vertices: readonly number[], count: number): VertexMix[] {
  return equidistant(pick(mesh, vertices), count).map(({ segment, t }) => ({
    from: vertices[segment]!,
    to: vertices[segment + 1]!,
    t,
  }))
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
