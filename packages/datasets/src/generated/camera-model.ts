import { createRng, type Rng } from '@maskmirror/core'
import { clampedNormal } from './draw-clamped.ts'

/** What is the same on all pictures that one camera takes; figures are our choice, from a telephone held near to a long lens. */
export interface CameraModel {
  /** `camera-1`, `camera-2`, … */
  readonly name: string
  /**
   * How far from the head its focal length makes people stand, in units of the head: 8 (half a metre: large noses, narrow
   * heads) to 28 (two metres).
   */
  readonly distance: number
  /** Pixels of the picture for each pixel of the sensor, ≥ 1: faces that were small and are enlarged. */
  readonly pixelSize: number
  /** Standard deviation of its lens's blur, pixels of the sensor. */
  readonly blurPx: number
  /** Standard deviation of the noise in daylight, levels of 255. */
  readonly noise: number
  /** Factors of its white balance. */
  readonly redGain: number
  readonly blueGain: number
  /** Steepness of its tone curve at middle grey, 1 is linear. */
  readonly contrast: number
  /** Share of the detail about a pixel wide that it adds again, 0 is none. */
  readonly sharpening: number
  readonly jpegQuality: number
}

/** @param index from 1; the same in every world of that seed, however many cameras it has */
export function drawCameraModel(seed: string | number, index: number): CameraModel {
  const name = `camera-${index}`
  const rng = createRng(seed).fork(name)
  return {
    name,
    distance: 8 + 20 * rng.next(),
    pixelSize: rng.next() < 0.4 ? rng.uniform(1.4, 2.4) : 1,
    blurPx: rng.uniform(0.3, 0.8),
    noise: rng.uniform(1.2, 5),
    redGain: clampedNormal(rng, 1, 0.05),
    blueGain: clampedNormal(rng, 1, 0.06),
    contrast: rng.uniform(0.9, 1.3),
    sharpening: rng.next() < 0.6 ? rng.uniform(0.3, 1.2) : 0,
    jpegQuality: 55 + rng.int(41),
  }
}

/** Grain grows as light fades, and no two shots are equally sharp. @param exposure factor of all light */
export function shotWith(
  { blurPx, noise, jpegQuality, ...model }: CameraModel,
  exposure: number,
  rng: Rng,
): CameraModel {
  return {
    ...model,
    blurPx: blurPx * rng.uniform(0.85, 1.3),
    noise: (noise * rng.uniform(0.9, 1.1)) / Math.sqrt(exposure),
    jpegQuality: Math.max(1, jpegQuality - rng.int(4)),
  }
}
