import type { Image } from '@maskmirror/core'
import type { Rgb } from './colour.ts'
import type { Point2 } from './point.ts'

/** A hair too fine for the SVG: thousands of such strokes cost its rasteriser more than all the rest of the face. */
export interface FineHair {
  /** Pixels; straight between the points. */
  readonly points: readonly Point2[]
  readonly colour: Rgb
  /** Of a stroke about one pixel wide, 0..1. */
  readonly opacity: number
}

/** Steps along a hair, in pixels. */
const stepPx = 0.8

/**
 * Draws hairs onto a person, anti-aliased, in place. Where the person is transparent nothing is drawn.
 *
 * @param person RGBA
 */
export function inkHairs(person: Image, hairs: readonly FineHair[]): void {
  for (const { points, colour, opacity } of hairs) {
    for (let i = 0; i + 1 < points.length; i++) {
      const [a, b] = [points[i]!, points[i + 1]!]
      const steps = Math.max(1, Math.round(Math.hypot(b.x - a.x, b.y - a.y) / stepPx))
      for (let k = 0; k < steps; k++) {
        const t = (k + 0.5) / steps
        dab(person, a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, colour, opacity * stepPx)
      }
    }
  }
}

/** Spreads a dab over the four pixels around it. */
function dab({ data, width, height }: Image, x: number, y: number, colour: Rgb, opacity: number): void {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return
  const [u, v] = [x - left, y - top]
  for (let dy = 0; dy < 2; dy++) {
    for (let dx = 0; dx < 2; dx++) {
      const index = ((top + dy) * width + left + dx) * 4
      const weight = opacity * (dx === 0 ? 1 - u : u) * (dy === 0 ? 1 - v : v)
      if (data[index + 3]! === 0) continue
      for (let c = 0; c < 3; c++) data[index + c]! += (colour[c]! - data[index + c]!) * weight
    }
  }
}
