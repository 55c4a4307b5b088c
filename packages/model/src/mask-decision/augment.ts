import type { Rng } from '@maskmirror/core'
import { maskCropSide, maskCropSpan } from '@maskmirror/faces'
import { keptSide, keptSpan } from './example-set.ts'

const pixelsOfCrop = maskCropSide * maskCropSide * 3

/** How far a crop may differ from the kept one: standard deviations, but for the noise, whose most it is; our choice. */
const spread = { rollRad: 0.14, size: 0.08, stretch: 0.08, shift: 0.035, gain: 0.12, noise: 8 }

/**
 * Cuts the network's crop out of a kept one, as it is or a little turned, stretched, shifted, mirrored, in other light, grey,
 * unsharp or noisy. What lies outside of the kept crop repeats its edge.
 *
 * @param kept [96, 96, 3], 0..255
 * @param out [64, 64, 3], gets (x − 127.5) / 127.5
 * @param rng null for the crop as it is
 */
export function cutExample(kept: Uint8Array, out: Float32Array, rng: Rng | null): void {
  sampleCrop(kept, out, rng === null ? identity : drawPlacement(rng))
  if (rng !== null) changeColours(out, rng)
  if (rng !== null && rng.next() < 0.15) blur(out)
  const noise = rng !== null && rng.next() < 0.3 ? rng.uniform(0, spread.noise) : 0
  for (let i = 0; i < pixelsOfCrop; i++) {
    // a sum of two uniform numbers: near enough to normal, and many times cheaper
    const value = noise === 0 ? out[i]! : out[i]! + noise * 2.45 * (rng!.next() + rng!.next() - 1)
    out[i] = (Math.min(255, Math.max(0, value)) - 127.5) / 127.5
  }
}

interface Placement {
  readonly rollRad: number
  /** Factor on what is seen across the crop, and down. */
  readonly scaleX: number
  readonly scaleY: number
  /** In sides of the crop. */
  readonly x: number
  readonly y: number
  readonly mirrored: boolean
}

const identity: Placement = { rollRad: 0, scaleX: 1, scaleY: 1, x: 0, y: 0, mirrored: false }

function drawPlacement(rng: Rng): Placement {
  const size = rng.normal(0, spread.size)
  const stretch = rng.normal(0, spread.stretch)
  return {
    rollRad: rng.normal(0, spread.rollRad),
    scaleX: Math.exp(size + stretch),
    scaleY: Math.exp(size - stretch),
    x: rng.normal(0, spread.shift),
    y: rng.normal(0, spread.shift),
    mirrored: rng.next() < 0.5,
  }
}

function sampleCrop(kept: Uint8Array, out: Float32Array, { rollRad, scaleX, scaleY, x, y, mirrored }: Placement): void {
  const step = (keptSide / keptSpan) * (maskCropSpan / maskCropSide)
  const [cos, sin] = [Math.cos(rollRad) * step, Math.sin(rollRad) * step]
  const middle = keptSide / 2
  const last = keptSide - 1
  const inside = (position: number) => Math.min(last, Math.max(0, position))
  for (let row = 0; row < maskCropSide; row++) {
    for (let column = 0; column < maskCropSide; column++) {
      const across = (mirrored ? -1 : 1) * (column + 0.5 - maskCropSide / 2) * scaleX + x * maskCropSide
      const down = (row + 0.5 - maskCropSide / 2) * scaleY + y * maskCropSide
      const u = inside(middle + cos * across - sin * down - 0.5)
      const v = inside(middle + sin * across + cos * down - 0.5)
      const [u0, v0] = [Math.floor(u), Math.floor(v)]
      const [fu, fv] = [u - u0, v - v0]
      const a = (v0 * keptSide + u0) * 3
      const right = u0 < last ? 3 : 0
      const below = v0 < last ? keptSide * 3 : 0
      const to = (row * maskCropSide + column) * 3
      for (let c = 0; c < 3; c++) {
        const top = kept[a + c]! * (1 - fu) + kept[a + right + c]! * fu
        const bottom = kept[a + below + c]! * (1 - fu) + kept[a + below + right + c]! * fu
        out[to + c] = top * (1 - fv) + bottom * fv
      }
    }
  }
}

/** Grey for one in seven; else each channel gets its own factor; then brightness, contrast and gamma of all. */
function changeColours(out: Float32Array, rng: Rng): void {
  const grey = rng.next() < 1 / 7
  const gains = [0, 1, 2].map(() => Math.exp(rng.normal(0, grey ? 0.03 : spread.gain)))
  const contrast = Math.exp(rng.normal(0, 0.2))
  const brightness = rng.normal(0, 18)
  const gamma = Math.exp(rng.normal(0, 0.2))
  const table = Float32Array.from({ length: 256 }, (_, value) => {
    const bent = 255 * (value / 255) ** gamma
    return (bent - 127.5) * contrast + 127.5 + brightness
  })
  for (let i = 0; i < pixelsOfCrop; i += 3) {
    const luma = 0.299 * out[i]! + 0.587 * out[i + 1]! + 0.114 * out[i + 2]!
    for (let c = 0; c < 3; c++) {
      out[i + c] = table[Math.round(Math.min(255, (grey ? luma : out[i + c]!) * gains[c]!))]!
    }
  }
}

/** Mean over 3×3 pixels. */
function blur(out: Float32Array): void {
  const source = out.slice()
  for (let y = 1; y < maskCropSide - 1; y++) {
    for (let x = 1; x < maskCropSide - 1; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) sum += source[((y + dy) * maskCropSide + x + dx) * 3 + c]!
        }
        out[(y * maskCropSide + x) * 3 + c] = sum / 9
      }
    }
  }
}
