import type { Affine } from '@maskmirror/imaging/geometry'
import { affineFromPoints } from './affine-from-points.ts'
import type { FaceFrame } from './face-frame.ts'
import { frontIod } from './front-iod.ts'
import type { HoldPoints } from './six-points.ts'

/** From cheek edge to cheek edge, a to c, a usual face measures this many eye distances. */
const cheekWidth = 2.13

/** On which side of the picture (of an upright face) a mask hangs. */
export type HangingSide = 'left' | 'right'

/**
 * Where a mask goes that hangs from one ear or below the chin: three points of a frame around its middle, in eye distances
 * of the template, and where they are along the face's axes.
 *
 * One ear: the mask hangs by one loop beside the jaw, its outside away from the face, seen at an angle. Below the chin: it
 * lies flat on the neck, a little smaller than on the face. The shares are our choice, by eye.
 */
export function hangingPoints(
  frame: FaceFrame,
  hold: HoldPoints,
  where: { style: 'one-ear'; side: HangingSide } | { style: 'below-chin' },
): Float64Array {
  const { points } = frame
  const iodPx = frontIod(frame)
  if (where.style === 'below-chin') {
    const [x, y] = [hold[8]!, hold[9]!]
    // the upper edge, 0.84 above the middle, starts under the chin
    const size = 0.72 * iodPx
    return Float64Array.of(x, y + 0.86 * size, x + size, y + 0.86 * size, x, y + 1.86 * size)
  }
  const left = where.side === 'left'
  const ear = left ? 0 : 32
  const [earX, earY] = [points[ear]!, points[ear + 1]!]
  const out = left ? -1 : 1
  // the template's end at the ear lies 1.1 from its middle; from there it hangs down, leaning outwards
  const [length, breadth, lean] = [0.78 * iodPx, 0.42 * iodPx, 0.12 * iodPx]
  const middleX = earX + out * (1.1 * lean + 0.05 * iodPx)
  const middleY = earY + 1.1 * length
  return Float64Array.of(
    middleX,
    middleY,
    middleX - lean,
    middleY - out * length,
    middleX + out * breadth,
    middleY + 0.1 * breadth,
  )
}

/**
 * From pixels of a template to where `hangingPoints` put it.
 *
 * @param template its canvas and anchors a…f
 */
export function hangingMap(
  template: { width: number; height: number; anchors: HoldPoints },
  target: Float64Array,
): Affine {
  const unit = (template.anchors[4]! - template.anchors[0]!) / cheekWidth
  const [x, y] = [template.anchors[8]!, (template.height - 1) / 2]
  return affineFromPoints([x, y, x + unit, y, x, y + unit], target)
}
