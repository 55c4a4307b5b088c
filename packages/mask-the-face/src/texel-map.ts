import { applyHomography, type Homography, invertHomography } from '@maskmirror/imaging/geometry'
import type { WarpPiece } from './mask-warp.ts'

/**
 * From pixels of the picture to pixels of a template's first level: the sum of one or two projective maps, whose shares are
 * in their first two rows. The depth, their third row, is positive where the template lies and negative behind its horizon.
 */
export type TexelMap = readonly [first: Homography, second?: Homography]

export function texelMap({ maps }: WarpPiece): TexelMap {
  const [first, second] = maps.map(({ map, share }) => {
    const inverse = invertHomography(map)
    const [x, y] = applyHomography(map, [0, 0]) as unknown as [number, number]
    const sign = inverse[6] * x + inverse[7] * y + inverse[8] < 0 ? -1 : 1
    return scaleRows(inverse, sign, share)
  })
  return second === undefined ? [first!] : [first!, second]
}

/** Where in the template a pixel's texel lies; NaN behind a horizon. */
export function texelUnder(map: TexelMap, x: number, y: number): [u: number, v: number] {
  let [u, v] = [0, 0]
  for (const h of map as readonly Homography[]) {
    const w = visibleDepth(h[6] * x + h[7] * y + h[8])
    u += (h[0] * x + h[1] * y + h[2]) / w
    v += (h[3] * x + h[4] * y + h[5]) / w
  }
  return [u, v]
}

function scaleRows([a, b, c, d, e, f, g, h, i]: Homography, sign: 1 | -1, share: number): Homography {
  const s = sign * share
  return [s * a, s * b, s * c, s * d, s * e, s * f, sign * g, sign * h, sign * i]
}

/** The depth, or NaN behind the horizon, so that nothing is taken from there. */
export function visibleDepth(depth: number): number {
  return depth > 0 ? depth : Number.NaN
}
