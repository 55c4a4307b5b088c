import { cropSide } from './aligned-face.ts'
import { type ColourCluster, energy, robustCluster } from './colour-cluster.ts'
import { largestRegion } from './largest-region.ts'
import type { LowerFace } from './lower-face.ts'

/** Smallest standard deviations of a fabric's colour in OKLab; our choice, about a JPEG's noise and a fold's shading. */
const fabricFloor = [0.05, 0.012, 0.012] as const

/** Prior probability of mask in each zone; our choice. */
const priors = { core: 0.97, usual: 0.7, field: 0.3 }

const rounds = 3

/**
 * Splits a masked lower face into mask and skin: two colour clusters, the mask's learned from the pixels themselves, then
 * the largest connected part without thin arms and with its holes filled.
 *
 * @param lab OKLab of the crop, [112 · 112, 3]
 * @param skin cluster of the upper face; it stays as it is
 * @returns the share of mask in each pixel, 0..1; null when no part is left
 */
export function segmentMask(lab: Float32Array, region: LowerFace, skin: ColourCluster): Float32Array | null {
  const count = cropSide * cropSide
  const collect = (accept: (i: number) => boolean) => {
    const colours: (readonly [number, number, number])[] = []
    for (let i = 0; i < count; i++) if (accept(i)) colours.push([lab[i * 3]!, lab[i * 3 + 1]!, lab[i * 3 + 2]!])
    return colours
  }
  let sure = collect((i) => region.core[i] !== 0)
  const masked = new Uint8Array(count)
  for (let round = 0; round < rounds && sure.length > 0; round++) {
    const fabric = robustCluster(sure, { floor: fabricFloor })
    const probability = new Float32Array(count)
    for (let i = 0; i < count; i++) {
      if (region.field[i] === 0) continue
      const zone = region.core[i] !== 0 ? 'core' : region.usual[i] !== 0 ? 'usual' : 'field'
      const odds = (energy(fabric, lab, i * 3) - energy(skin, lab, i * 3)) / 2 + Math.log(1 / priors[zone] - 1)
      probability[i] = 1 / (1 + Math.exp(odds))
      masked[i] = probability[i]! > 0.5 ? 1 : 0
    }
    sure = collect((i) => probability[i]! > 0.8)
  }
  const part = largestRegion(withoutThinArms(masked), cropSide, cropSide)
  return part.includes(1) ? smooth(part, region) : null
}

/** Opening by 3×3: ear loops and bridges of one or two pixels to a background of the same colour go. */
function withoutThinArms(mask: Uint8Array): Uint8Array {
  return neighbours(neighbours(mask, 9), 1)
}

/** 1 where at least `least` of the 3×3 pixels are; outside of the crop counts as inside, since a crop may cut the chin. */
function neighbours(mask: Uint8Array, least: number): Uint8Array {
  const result = new Uint8Array(mask.length)
  for (let y = 0; y < cropSide; y++) {
    for (let x = 0; x < cropSide; x++) {
      let count = 0
      for (let v = y - 1; v <= y + 1; v++) {
        for (let u = x - 1; u <= x + 1; u++) {
          const inside = v >= 0 && u >= 0 && v < cropSide && u < cropSide
          // an erosion takes what is outside for mask, a dilation for none
          if (inside ? mask[v * cropSide + u] === 1 : least > 1) count++
        }
      }
      if (count >= least) result[y * cropSide + x] = 1
    }
  }
  return result
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
