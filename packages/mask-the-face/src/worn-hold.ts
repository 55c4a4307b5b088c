import { type FaceFrame, meanPoint } from './face-frame.ts'
import type { MaskStyle } from './mask-style.ts'
import { type HoldPoints, jawAt } from './six-points.ts'

/** The styles in which jaw and chin still hold the mask. */
export type HeldStyle = Extract<MaskStyle, 'correct' | 'below-nose' | 'on-chin'>

/** A template's upper edge lies above b by this share of the distance from b to e; our measure on the package's templates. */
const edgeShare = 0.1

/**
 * Where a face holds a mask that was pulled down, along the face's axes. Below the nose the upper edge lies under the
 * nostrils and the slack under the chin; on the chin it lies under the lips and the mask is bunched. The points keep their
 * shares of the mask's height, their widths are the jaw's, which a mask follows only in part; the numbers are our choice, by
 * eye.
 *
 * @param hold of the mask worn correctly, along the face's axes
 */
export function wornHold({ points, iodPx }: FaceFrame, hold: HoldPoints, style: HeldStyle): HoldPoints {
  if (style === 'correct') return hold
  const [bridgeX, bridgeY, chinX, chinY] = [hold[2]!, hold[3]!, hold[8]!, hold[9]!]
  const lipY = (hold[7]! + hold[11]!) / 2 // d and f lie at the lower lip
  const edgeY = (style === 'below-nose' ? points[67]! : lipY) + 0.06 * iodPx // 33, the nose's base
  const lowestY = chinY + (style === 'below-nose' ? 0.2 : 0.5) * iodPx
  const height = (lowestY - edgeY) / (1 + edgeShare)
  const topY = lowestY - height
  const shrink = height / (chinY - bridgeY)
  const lowered = (y: number) => topY + (y - bridgeY) * shrink
  const side = (i: number, half: 'left' | 'right'): [x: number, y: number] => {
    const y = hold[i + 1]!
    return [jawAt(points, y + 0.45 * (lowered(y) - y), half)[0], lowered(y)]
  }
  const left = { cheek: side(0, 'left'), jaw: side(6, 'left') }
  const right = { cheek: side(4, 'right'), jaw: side(10, 'right') }
  // top and fold lie on the line from the bridge to the chin, or on the mouth's middle where that stands out further
  const along = (topY - bridgeY) / (chinY - bridgeY)
  const top = [bridgeX + along * (chinX - bridgeX), topY] as const
  const tip = [meanPoint(points, 48, 67)[0], (left.cheek[1] + right.cheek[1]) / 2] as const
  const chin = [chinX, lowestY] as const
  return Float64Array.from([left.cheek, top, right.cheek, left.jaw, chin, right.jaw, tip].flat())
}
