import type { Rng } from '@maskmirror/core'

/** A small move of something on a face, about its own middle and along the face's axes. */
export interface MaskJitter {
  /** To the picture's right of an upright face, in eye distances. */
  readonly x: number
  /** Down the face, in eye distances. */
  readonly y: number
  /** Factor on the size. */
  readonly scale: number
  /** Clockwise. */
  readonly rollRad: number
}

/** How far masks lie from where the landmarks put them: standard deviations. */
export interface JitterSpread {
  /** Eye distances; default 0.02. */
  readonly position?: number
  /** Share of the size; default 0.03. */
  readonly size?: number
  /** Radians; default 0.02. */
  readonly rollRad?: number
}

export const noJitter: MaskJitter = { x: 0, y: 0, scale: 1, rollRad: 0 }

/** Beyond this many standard deviations a draw is cut, so that no mask leaves its face. */
const limit = 2.5

/** Four normal deviates, each cut at 2.5 standard deviations. The defaults are our choice: seen, but still worn well. */
export function drawJitter(rng: Rng, { position = 0.02, size = 0.03, rollRad = 0.02 }: JitterSpread = {}): MaskJitter {
  const draw = (deviation: number) => deviation * Math.min(limit, Math.max(-limit, rng.normal()))
  return { x: draw(position), y: draw(position), scale: 1 + draw(size), rollRad: draw(rollRad) }
}

/**
 * Moves points about their mean.
 *
 * @param points x0, y0, x1, y1, … along the face's axes
 * @param iodPx the eye distance in their unit
 */
export function jitterPoints(points: Float64Array, { x, y, scale, rollRad }: MaskJitter, iodPx: number): Float64Array {
  const count = points.length / 2
  let cx = 0
  let cy = 0
  for (let i = 0; i < points.length; i += 2) {
    cx += points[i]! / count
    cy += points[i + 1]! / count
  }
  const cos = scale * Math.cos(rollRad)
  const sin = scale * Math.sin(rollRad)
  const moved = new Float64Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    const dx = points[i]! - cx
    const dy = points[i + 1]! - cy
    moved[i] = cx + dx * cos - dy * sin + x * iodPx
    moved[i + 1] = cy + dx * sin + dy * cos + y * iodPx
  }
  return moved
}
