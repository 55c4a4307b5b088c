import { createLandmarks, type Landmarks } from '@maskmirror/core'
import { boxOfMesh, isSettled, maxRefinements } from '@maskmirror/faces/browser-safe'
import type { FaceLandmarker } from '@mediapipe/tasks-vision'
import { cutOut } from '#photos/cut-out.ts'
import type { Pixels } from '#photos/pixels.ts'
import { type FoundFace, foundFaces, movedFace } from './found-face.ts'

/**
 * Side of the square that is cut out, in longer sides of the mesh: the network's crop of one and a half of them, turned by
 * 45 degrees, fits into 2.13; the rest lets the mesh move.
 */
const squareGrowth = 2.5

/**
 * Milliseconds between two looks at the same picture. MediaPipe smooths the points of a single face over time, so that they
 * would come to rest only slowly; over a quarter of an hour it smooths nothing.
 */
const frameStep = 1e6

/** @returns the face with its points at rest; null where the film of it shows no face, or another one */
export type SettleFace = (pixels: Pixels, face: FoundFace) => FoundFace | null

/**
 * Looks at a face again until its points stay where they are, as `findMesh` of `packages/faces` does, so that both come to
 * the same points although their detectors differ: MediaPipe cuts a crop around the points of the picture before only while it tracks
 * in a film, and it tracks several faces only in a film whose every face it has found, so each face gets a film of its
 * own, of a square cut out around it. There the face is also in the middle, so that its pose is that towards the camera,
 * wherever it was in the photo.
 *
 * @param landmarker for one face in a film, and for nothing else
 */
export function createFaceSettler(landmarker: FaceLandmarker): SettleFace {
  let time = 0
  return (pixels, face) => {
    const start = landmarksOf(face)
    const box = boxOfMesh(start)
    const side = Math.round(squareGrowth * Math.max(box.width, box.height))
    const left = Math.round(box.x + (box.width - side) / 2)
    const top = Math.round(box.y + (box.height - side) / 2)
    const square = cutOut(pixels, { left, top, width: side, height: side })
    const look = (picture: ImageData) => {
      time += frameStep
      return foundFaces(landmarker.detectForVideo(picture, time), side, side)[0]
    }
    look(new ImageData(side, side)) // so that it forgets the face before
    let last: FoundFace | null = null
    for (let crop = 0; crop <= maxRefinements; crop++) {
      const found = look(square)
      if (found === undefined) break
      const next = movedFace(found, left, top)
      const settled = last !== null && isSettled(landmarksOf(last), landmarksOf(next))
      last = next
      if (settled) break
    }
    return last !== null && isSameFace(start, landmarksOf(last)) ? last : null
  }
}

/** Whether two faces of a photo are one, found twice. */
export function isSameFound(a: FoundFace, b: FoundFace): boolean {
  return isSameFace(landmarksOf(a), landmarksOf(b))
}

function landmarksOf({ mesh }: FoundFace): Landmarks {
  return createLandmarks('mediapipe478', mesh)
}

/** Whether the middles of two meshes lie within a quarter of the first one's size; our choice. */
function isSameFace(a: Landmarks, b: Landmarks): boolean {
  const [one, other] = [boxOfMesh(a), boxOfMesh(b)]
  const dx = other.x + other.width / 2 - one.x - one.width / 2
  const dy = other.y + other.height / 2 - one.y - one.height / 2
  return Math.hypot(dx, dy) <= Math.max(one.width, one.height) / 4
}
