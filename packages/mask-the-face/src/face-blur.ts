import type { Image } from '@maskmirror/core'
import type { FaceFrame } from './face-frame.ts'

/**
 * Energy of second differences at a distance of one pixel divided by that at two, for a step edge blurred by a Gaussian of
 * standard deviation `sigmaPx`. By Parseval `E(h) = 8 K(h) - 2 K(2h)` with
 * `K(a) = π (a erf(a / 2σ) + 2σ/√π (exp(-a² / 4σ²) - 1))`.
 */
const ratios = [
  { sigmaPx: 0, ratio: 0.5 },
  { sigmaPx: 0.3, ratio: 0.3334 },
  { sigmaPx: 0.5, ratio: 0.2196 },
  { sigmaPx: 0.7, ratio: 0.1545 },
  { sigmaPx: 1, ratio: 0.1098 },
  { sigmaPx: 1.5, ratio: 0.0837 },
  { sigmaPx: 2, ratio: 0.0744 },
  { sigmaPx: 3, ratio: 0.0677 },
  { sigmaPx: 4, ratio: 0.0654 },
] as const

/** Lids and brows have soft edges of their own; our choice, in eye distances. */
const ownSoftness = 0.012

/** Less contrast than this, in squared grey values, is noise; our choice. */
const minEnergy = 9

/** As many places are enough for a mean; our choice. */
const maxSamples = 1500

/**
 * How much a picture of a face is blurred beyond the face's own soft edges: from eyes and brows, by how fast contrast grows
 * with distance. Noise makes a picture look sharper than it is.
 *
 * @param image RGB or RGBA
 * @returns standard deviation in pixels, 0..4; 0 when too little is seen
 */
export function faceBlur(image: Image, frame: FaceFrame): number {
  const { width, height } = image
  const corners = [
    [-0.9, -0.5],
    [0.9, -0.5],
    [-0.9, 0.2],
    [0.9, 0.2],
  ].map(([x, y]) => frame.toImage(x! * frame.iodPx, y! * frame.iodPx))
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const left = Math.max(2, Math.floor(Math.min(...xs)))
  const right = Math.min(width - 3, Math.ceil(Math.max(...xs)))
  const top = Math.max(2, Math.floor(Math.min(...ys)))
  const bottom = Math.min(height - 3, Math.ceil(Math.max(...ys)))
  if (right - left < 8 || bottom - top < 4) return 0
  const { channels, data } = image
  const across = channels
  const down = channels * width
  const step = Math.max(1, Math.floor(Math.sqrt(((right - left) * (bottom - top)) / maxSamples)))
  let near = 0
  let far = 0
  let count = 0
  for (let y = top; y <= bottom; y += step) {
    for (let x = left; x <= right; x += step) {
      const i = (y * width + x) * channels + 1 // green carries most of the luminance
      const centre = 2 * data[i]!
      const across1 = data[i - across]! - centre + data[i + across]!
      const across2 = data[i - 2 * across]! - centre + data[i + 2 * across]!
      const down1 = data[i - down]! - centre + data[i + down]!
      const down2 = data[i - 2 * down]! - centre + data[i + 2 * down]!
      near += across1 * across1 + down1 * down1
      far += across2 * across2 + down2 * down2
      count += 2
    }
  }
  if (far < minEnergy * count) return 0
  const sigmaPx = sigmaOf(near / far)
  return Math.sqrt(Math.max(0, sigmaPx ** 2 - (ownSoftness * frame.iodPx) ** 2))
}

function sigmaOf(ratio: number): number {
  const after = ratios.findIndex((row) => row.ratio <= ratio)
  if (after === 0) return 0
  if (after < 0) return ratios.at(-1)!.sigmaPx
  const [a, b] = [ratios[after - 1]!, ratios[after]!]
  return a.sigmaPx + ((a.ratio - ratio) / (a.ratio - b.ratio)) * (b.sigmaPx - a.sigmaPx)
}
