import type { Rng } from '@maskmirror/core'
import { clamp } from './point.ts'

/** A normal deviate cut to three standard deviations, so that no face falls apart. */
export function clampedNormal(rng: Rng, mean: number, standardDeviation: number): number {
  return mean + standardDeviation * clamp(rng.normal(), -3, 3)
}
