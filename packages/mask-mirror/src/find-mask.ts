import { type ColourCluster, squaredDistance } from './colour-cluster.ts'
import type { LowerFace } from './lower-face.ts'

/** Squared distance beyond which a pixel is not taken for the person's skin: three standard deviations. */
const farSquared = 9

/**
 * The share of the lower face that is unlike the skin of the upper face, 0..1. Lips, nostrils and shadows give a bare
 * face some, a mask nearly all.
 *
 * @param lab OKLab of the crop
 */
export function foreignShare(lab: Float32Array, region: LowerFace, skin: ColourCluster): number {
  let far = 0
  let total = 0
  for (let i = 0; i < region.core.length; i++) {
    if (region.core[i] === 0) continue
    total++
    if (squaredDistance(skin, lab, i * 3) > farSquared) far++
  }
  return total === 0 ? 0 : far / total
}
