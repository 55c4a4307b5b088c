import type { Landmarks } from '@maskmirror/core'
import type { Box } from '../detection/types.ts'

/** Side of the landmark network's crop, pixels. */
export const cropSide = 256

/** The crop is this much larger than the longer side of the box that it is cut around, as in MediaPipe's own graph. */
const growth = 1.5

/** Outer corners of the eyes in the mesh. */
const [leftEyeCorner, rightEyeCorner] = [33, 263]

/** The move after which a mesh stays where it is, in eye distances: the next crop would move it by less than half of that. */
const settledMove = 0.01

/**
 * How far the next mesh would move, in eye distances, when a crop is shifted by a side of the box that it was cut around, as
 * much larger as e to 1, or turned by a radian: least squares over 2400 crops of 500 bare faces of LFW and RMFVD (correlation
 * with what then happened 0.9).
 */
const movePerCrop = { shift: 0.07, growth: 0.15, turn: 0.1 } as const

/** The expected move of the next mesh below which the crop is not cut again, in eye distances; see `findMesh`. */
const expectedMove = 0.004

/**
 * How often the crop is cut again around the mesh that it gave: nearly all faces have settled by then, and a mesh that wanders
 * on (over hair or a hand before the face) does not come to rest. Our choice.
 */
export const maxRefinements = 3

/** How many pixels of the photo lie along one pixel of the crop that is cut around a box. */
export function pixelsPerCropPixel({ width, height }: Pick<Box, 'width' | 'height'>): number {
  return (growth * Math.max(width, height)) / cropSide
}

/**
 * Around the mesh as it lies in the photo, also where the head leans: MediaPipe's rule for the crop of its next frame, which
 * is turned only afterwards.
 *
 * @param mesh `mediapipe478`, pixels of the photo
 */
export function boxOfMesh({ points }: Landmarks): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!)
    right = Math.max(right, points[i]!)
    top = Math.min(top, points[i + 1]!)
    bottom = Math.max(bottom, points[i + 1]!)
  }
  // points count from the centre of the first pixel, boxes from its edge
  return { x: left + 0.5, y: top + 0.5, width: right - left, height: bottom - top }
}

/** Of the line between the outer ends of the eyes, positive clockwise. */
function angleOfMesh({ points }: Landmarks): number {
  return Math.atan2(
    points[rightEyeCorner * 2 + 1]! - points[leftEyeCorner * 2 + 1]!,
    points[rightEyeCorner * 2]! - points[leftEyeCorner * 2]!,
  )
}

/** A square of the photo that the landmark network looks at. */
export interface MeshCrop {
  /** The square is larger by `growth`. */
  readonly box: Box
  /** Of the line between the eyes, positive clockwise. */
  readonly angleRad: number
}

/** The crop that a mesh asks for. */
export function cropAround(mesh: Landmarks): MeshCrop {
  return { box: boxOfMesh(mesh), angleRad: angleOfMesh(mesh) }
}

/** Whether another crop would show the network nearly the same, so that its mesh would hardly move. */
export function isSameCrop(a: MeshCrop, b: MeshCrop): boolean {
  const [sideA, sideB] = [Math.max(a.box.width, a.box.height), Math.max(b.box.width, b.box.height)]
  const dx = b.box.x - a.box.x + (b.box.width - a.box.width) / 2
  const dy = b.box.y - a.box.y + (b.box.height - a.box.height) / 2
  const turn = b.angleRad - a.angleRad
  const { shift, growth: grown, turn: turned } = movePerCrop
  const move =
    (shift * Math.hypot(dx, dy)) / sideB +
    grown * Math.abs(Math.log(sideB / sideA)) +
    turned * Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)))
  return move < expectedMove
}

/** Whether the points of a mesh lie, on the whole, where those of the one before lay: within a hundredth of the eye distance. */
export function isSettled(before: Landmarks, after: Landmarks): boolean {
  const [a, b] = [before.points, after.points]
  let sum = 0
  for (let i = 0; i < a.length; i += 2) sum += Math.hypot(b[i]! - a[i]!, b[i + 1]! - a[i + 1]!)
  const eyes = Math.hypot(
    b[rightEyeCorner * 2]! - b[leftEyeCorner * 2]!,
    b[rightEyeCorner * 2 + 1]! - b[leftEyeCorner * 2 + 1]!,
  )
  return sum / (a.length / 2) < settledMove * eyes
}
