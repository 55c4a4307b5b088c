import { cropSide } from './aligned-face.ts'
import { type ColourCluster, energy, robustCluster, squaredDistance } from './colour-cluster.ts'
import { largestRegion } from './largest-region.ts'
import type { LowerFace } from './lower-face.ts'

/** Smallest standard deviations of a fabric's colour in OKLab; our choice, about a JPEG's noise and a fold's shading. */
export const fabricFloor = [0.05, 0.012, 0.012] as const

/** Prior probability of mask inside the core and in the rest of the field; our choice. */
const priors = { core: 0.95, field: 0.5 }

const rounds = 3

/**
 * Splits the lower face into mask and skin: two colour clusters, the mask's learned from the pixels themselves, then
 * the largest connected part with its holes filled.
 *
 * @param lab OKLab of the crop, [112 · 112, 3]
 * @param skin cluster of the upper face; it stays as it is
 * @returns the share of mask in each pixel, 0..1; null when no pixel of the core is unlike skin
 */
export function segmentMask(
  lab: Float32Array,
  region: LowerFace,
  skin: ColourCluster,
): { alpha: Float32Array; fabric: ColourCluster } | null {
  const count = cropSide * cropSide
  const colourAt = (i: number) => [lab[i * 3]!, lab[i * 3 + 1]!, lab[i * 3 + 2]!] as const
  const collect = (accept: (i: number) => boolean) => {
    const colours: (readonly [number, number, number])[] = []
    for (let i = 0; i < count; i++) if (accept(i)) colours.push(colourAt(i))
    return colours
  }
  const start = collect((i) => region.core[i] !== 0 && squaredDistance(skin, lab, i * 3) > 9)
  if (start.length === 0) return null
  let fabric = robustCluster(start, { floor: fabricFloor })
  const probability = new Float32Array(count)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) {
      if (region.field[i] === 0) continue
      const prior = region.core[i] === 0 ? priors.field : priors.core
      const odds = (energy(fabric, lab, i * 3) - energy(skin, lab, i * 3)) / 2 + Math.log(1 / prior - 1)
      probability[i] = 1 / (1 + Math.exp(odds))
    }
    const sure = collect((i) => probability[i]! > 0.8)
    if (sure.length === 0) return null
    fabric = robustCluster(sure, { floor: fabricFloor })
  }
  const part = largestRegion(
    probability.map((value) => (value > 0.5 ? 1 : 0)),
    cropSide,
    cropSide,
  )
  return { alpha: smooth(part, region), fabric }
}

/** Mean over 3×3: an edge as soft as the crop's pixels; 0 outside of the field. */
function smooth(values: Uint8Array, region: LowerFace): Float32Array {
  const result = new Float32Array(values.length)
  for (let y = 0; y < cropSide; y++) {
    for (let x = 0; x < cropSide; x++) {
      if (region.field[y * cropSide + x] === 0) continue
      let sum = 0
      let count = 0
      for (let v = Math.max(0, y - 1); v <= Math.min(cropSide - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(cropSide - 1, x + 1); u++) {
          sum += values[v * cropSide + u]!
          count++
        }
      }
      result[y * cropSide + x] = sum / count
    }
  }
  return result
}
