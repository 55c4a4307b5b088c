import type { Image, Landmarks, Outcome } from '@maskmirror/core'
import { succeeded } from '@maskmirror/core'
import { type FaceFrame, type FaceFrameFailure, faceFrame, meanPoint } from './face-frame.ts'
import type { Rgb } from './mask-colour.ts'

/**
 * Colours of bare skin that a worn mask leaves visible: nose root, between the brows, under each eye, and three places
 * on the forehead. One median per patch, so that a lash or a highlight does not count; hair or spectacles may still
 * hide whole patches.
 *
 * @param image RGB
 * @param landmarks `ibug68` in pixels of the image
 * @returns 0 to 7 colours: patches that leave the image are left out
 * @throws MaskTheFaceError `bad-landmarks` for another scheme or count
 */
export function skinPatches(image: Image, landmarks: Landmarks): Outcome<Rgb[], FaceFrameFailure> {
  const frame = faceFrame(landmarks)
  return frame.ok ? succeeded(skinPatchesInFrame(image, frame.value)) : frame
}

export function skinPatchesInFrame(image: Image, frame: FaceFrame): Rgb[] {
  const { points, iodPx } = frame
  const between = meanPoint(points, 21, 22)
  const [leftBrow, rightBrow] = [meanPoint(points, 18, 20), meanPoint(points, 23, 25)]
  const [leftLid, rightLid] = [meanPoint(points, 40, 41), meanPoint(points, 46, 47)]
  // distances in eye distances, our choice: under the lid but above a mask's upper edge, over the brow but below the hair
  const centres: [number, number][] = [
    meanPoint(points, 27, 27),
    [between[0], between[1]],
    [leftLid[0], leftLid[1] + 0.15 * iodPx],
    [rightLid[0], rightLid[1] + 0.15 * iodPx],
    [leftBrow[0], leftBrow[1] - 0.3 * iodPx],
    [between[0], between[1] - 0.35 * iodPx],
    [rightBrow[0], rightBrow[1] - 0.3 * iodPx],
  ]
  const radius = 0.06 * iodPx
  return centres.flatMap(([x, y]) => patchMedian(image, frame, x, y, radius) ?? [])
}

/** Median of each channel over a grid of 5×5 points; null when one is outside. */
function patchMedian(image: Image, frame: FaceFrame, x: number, y: number, radius: number): [Rgb] | null {
  const channels: [number[], number[], number[]] = [[], [], []]
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      const [u, v] = frame.toImage(x + (column * radius) / 2, y + (row * radius) / 2)
      const px = Math.round(u)
      const py = Math.round(v)
      if (px < 0 || py < 0 || px >= image.width || py >= image.height) return null
      const at = (py * image.width + px) * image.channels
      for (let c = 0; c < 3; c++) channels[c]!.push(image.data[at + c]!)
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[12]!
  return [[median(channels[0]), median(channels[1]), median(channels[2])]]
}
