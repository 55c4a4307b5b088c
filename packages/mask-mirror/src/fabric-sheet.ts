import { type Image, type Outcome, succeeded } from '@maskmirror/core'
import { type HoldPoints, isInPiece, maskWarp, texelMap, texelUnder } from '@maskmirror/mask-the-face'

/** A mask taken off a face and spread out, seen from the front. */
export interface FabricSheet {
  /** Colour times alpha and alpha, 0..255, in [height, width, 4], at full, half and quarter size. */
  readonly levels: readonly Float32Array[]
}

/** Size of the first level, pixels: one and a half times as fine as an aligned crop. Multiples of 4. */
export const sheetSize = { width: 160, height: 152 } as const

/** Where a mask's hold points lie on the sheet: those of a mean face from the front, made symmetric, about the middle column. */
// biome-ignore format: a point each
export const sheetAnchors: HoldPoints = Float64Array.from([
  22.5, 48, 79.5, 30, 136.5, 48, 34.5, 82, 79.5, 114, 124.5, 82, 79.5, 48,
])

/**
 * Where one half of a turned mask is seen this much smaller than the other, what the other shows is taken, mirrored; less
 * than the first number: wholly. Our choice.
 */
const seenShare = [0.35, 0.6] as const

/**
 * @param crop RGB, where the mask is worn
 * @param alpha one channel of the same size, the share of mask in each pixel
 * @param holdPoints of the face on the crop
 * @param yawDeg of the head on the crop
 */
export function fabricSheet(
  crop: Image,
  alpha: Image,
  { holdPoints, yawDeg }: { holdPoints: HoldPoints; yawDeg: number },
): Outcome<FabricSheet, 'unstable-warp'> {
  const plane = { width: crop.width, height: crop.height, anchors: holdPoints }
  const warp = maskWarp(plane, sheetAnchors, yawDeg)
  if (!warp.ok) return warp
  const { width, height } = sheetSize
  const cut = premultiplied(spreadColours(crop, alpha), alpha)
  const spread = new Float32Array(width * height * 4)
  const places = new Float64Array(width * height * 2).fill(Number.NaN)
  for (const piece of warp.value.pieces) {
    const map = texelMap(piece)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (!isInPiece(piece, x, y)) continue
        const at = y * width + x
        const [u, v] = texelUnder(map, x, y)
        if (!Number.isFinite(u + v)) continue
        places[at * 2] = u
        places[at * 2 + 1] = v
        sampleEdge(cut, crop, { u, v }, spread, at * 4)
      }
    }
  }
  const whole = fillHidden(spread, seenArea(places))
  return succeeded({
    levels: [whole, halved(whole, width, height), halved(halved(whole, width, height), width / 2, height / 2)],
  })
}

/** Colours of pixels that are surely mask, spread over its soft edge, where a pixel shows skin too. */
function spreadColours({ data, width, height }: Image, alpha: Image): Float32Array {
  const colours = Float32Array.from(data)
  const known = Uint8Array.from(alpha.data, (value) => (value >= 230 ? 1 : 0))
  for (let step = 0; step < 4; step++) {
    const found: number[] = []
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x
        if (known[at] !== 0 || alpha.data[at] === 0) continue
        const sums = [0, 0, 0]
        let count = 0
        for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
          for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
            const from = v * width + u
            if (known[from] === 0) continue
            for (let c = 0; c < 3; c++) sums[c]! += colours[from * 3 + c]!
            count++
          }
        }
        if (count === 0) continue
        for (let c = 0; c < 3; c++) colours[at * 3 + c] = sums[c]! / count
        found.push(at)
      }
    }
    for (const at of found) known[at] = 1
  }
  return colours
}

function premultiplied(colours: Float32Array, alpha: Image): Float32Array {
  const result = new Float32Array(alpha.data.length * 4)
  for (let i = 0; i < alpha.data.length; i++) {
    const share = alpha.data[i]! / 255
    for (let c = 0; c < 3; c++) result[i * 4 + c] = share * colours[i * 3 + c]!
    result[i * 4 + 3] = alpha.data[i]!
  }
  return result
}

/** Bilinear; outside the crop its edge goes on, since a crop may cut the chin. */
function sampleEdge(
  source: Float32Array,
  { width, height }: Image,
  { u, v }: { u: number; v: number },
  out: Float32Array,
  offset: number,
): void {
  const x = Math.min(width - 1, Math.max(0, u))
  const y = Math.min(height - 1, Math.max(0, v))
  const [x0, y0] = [Math.min(width - 2, Math.floor(x)), Math.min(height - 2, Math.floor(y))]
  const [fx, fy] = [x - x0, y - y0]
  const p = (y0 * width + x0) * 4
  const q = p + width * 4
  for (let c = 0; c < 4; c++) {
    const above = source[p + c]! * (1 - fx) + source[p + 4 + c]! * fx
    const below = source[q + c]! * (1 - fx) + source[q + 4 + c]! * fx
    out[offset + c] = above * (1 - fy) + below * fy
  }
}

/** How many pixels of the crop show one pixel of the sheet; 0 where none does. */
function seenArea(places: Float64Array): Float32Array {
  const { width, height } = sheetSize
  const area = new Float32Array(width * height)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const [left, right, up, down] = [at - 1, at + 1, at - width, at + width]
      const across = [0, 1].map((k) => (places[right * 2 + k]! - places[left * 2 + k]!) / 2) as [number, number]
      const along = [0, 1].map((k) => (places[down * 2 + k]! - places[up * 2 + k]!) / 2) as [number, number]
      const seen = across[0] * along[1] - across[1] * along[0]
      area[at] = Number.isNaN(seen) ? 0 : Math.max(0, seen) // what is turned over is not seen
    }
  }
  return area
}

/** Puts what the seen half shows in place of what the pose hides or squeezes on the other. */
function fillHidden(sheet: Float32Array, area: Float32Array): Float32Array {
  const { width, height } = sheetSize
  const result = sheet.slice()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const other = y * width + (width - 1 - x)
      const share = area[other] === 0 ? 1 : area[at]! / area[other]!
      if (share >= seenShare[1]) continue
      const t = Math.max(0, (share - seenShare[0]) / (seenShare[1] - seenShare[0]))
      const own = t * t * (3 - 2 * t)
      for (let c = 0; c < 4; c++) result[at * 4 + c] = own * sheet[at * 4 + c]! + (1 - own) * sheet[other * 4 + c]!
    }
  }
  return result
}

/** Means of 2×2. */
function halved(sheet: Float32Array, width: number, height: number): Float32Array {
  const result = new Float32Array(sheet.length / 4)
  for (let y = 0; y < height / 2; y++) {
    for (let x = 0; x < width / 2; x++) {
      for (let c = 0; c < 4; c++) {
        const p = (2 * y * width + 2 * x) * 4 + c
        const q = p + width * 4
        result[(y * (width / 2) + x) * 4 + c] = (sheet[p]! + sheet[p + 4]! + sheet[q]! + sheet[q + 4]!) / 4
      }
    }
  }
  return result
}
