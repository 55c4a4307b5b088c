import { type Homography, invertHomography } from '@maskmirror/imaging/geometry'
import type { WarpPiece } from './mask-warp.ts'

/**
 * From pixels of the picture to pixels of a template's first level: the sum of one or two projective maps, whose shares are
 * in their first two rows.
 */
export type TexelMap = readonly [first: Homography, second?: Homography]

export function texelMap({ maps }: WarpPiece): TexelMap {
  const [first, second] = maps.map(({ map, share }) => scaleRows(invertHomography(map), share))
  return second === undefined ? [first!] : [first!, second]
}

/** Where in the template a pixel's texel lies. */
export function texelUnder(map: TexelMap, x: number, y: number): [u: number, v: number] {
  let [u, v] = [0, 0]
  for (const h of map as readonly Homography[]) {
    const w = h[6] * x + h[7] * y + h[8]
    u += (h[0] * x + h[1] * y + h[2]) / w
    v += (h[3] * x + h[4] * y + h[5]) / w
  }
  return [u, v]
}

function scaleRows([a, b, c, d, e, f, g, h, i]: Homography, share: number): Homography {
  return [share * a, share * b, share * c, share * d, share * e, share * f, g, h, i]
}
