import type { Rng } from '@maskmirror/core'
import { clampedNormal } from './draw-clamped.ts'
import { clamp } from './point.ts'

/** The shape of a person's hair, in units of the head. */
export interface HairStyle {
  /** Height at which the sides end; above 0.5 it falls beside the face. */
  readonly endY: number
  readonly topVolume: number
  readonly sideVolume: number
  /** How much wider the ends are than the top. */
  readonly flare: number
  /** Height of the hairline in the middle of the forehead, negative. */
  readonly hairlineY: number
  /** How far the hairline goes back at the temples, 0..1. */
  readonly recession: number
  /** Widow's peak, down in the middle. */
  readonly peak: number
  /** Where the hair parts, -0.6..0.6. */
  readonly part: number
  /** 0 bare forehead … 1 fringe down to the brows. */
  readonly fringe: number
  /** How unequal the fringe is on the two sides, -1..1. */
  readonly slant: number
  /** 0 behind the cheeks … 1 far over the temples and cheeks. */
  readonly curtain: number
  /** 0 straight … 1 curled. */
  readonly curl: number
  /** How well the hair covers the skin, 0..1. */
  readonly density: number
  /** 0 combed back from the forehead … 1 combed along the outline from the part. */
  readonly flow: number
  /** Whether any hair grows on top. */
  readonly bald: boolean
}

type Cut = 'short' | 'cropped' | 'receding' | 'bald' | 'full' | 'tied' | 'bob' | 'long' | 'fringed'

/** A haircut and its measures. @param femininity 0..1 */
export function drawHairStyle(rng: Rng, femininity: number, ageYears: number): HairStyle {
  const old = clamp((ageYears - 30) / 40, 0, 1)
  const cuts: readonly Cut[] =
    femininity < 0.5
      ? [
          'short',
          'short',
          'short',
          'cropped',
          'full',
          'full',
          old > rng.next() ? 'receding' : 'short',
          old > rng.next() ? 'bald' : 'fringed',
        ]
      : ['long', 'long', 'bob', 'bob', 'tied', 'fringed', 'full', 'short']
  const cut = rng.pick(cuts)
  const isLong = cut === 'long' || cut === 'bob' || (cut === 'fringed' && femininity >= 0.5)
  const isClose = cut === 'cropped' || cut === 'receding' || cut === 'bald'
  const hasFringe = cut === 'fringed' || (cut === 'bob' && rng.next() < 0.4)
  const side = rng.next() < 0.5 ? -1 : 1
  return {
    endY: isLong ? (cut === 'bob' ? rng.uniform(0.9, 1.55) : rng.uniform(1.7, 2.8)) : rng.uniform(-0.05, 0.35),
    topVolume: isClose
      ? rng.uniform(0.02, 0.06)
      : cut === 'tied'
        ? rng.uniform(0.06, 0.13)
        : rng.uniform(0.12, cut === 'full' ? 0.45 : 0.28),
    sideVolume: isClose
      ? rng.uniform(0.01, 0.03)
      : isLong
        ? rng.uniform(0.08, 0.24)
        : cut === 'full'
          ? rng.uniform(0.08, 0.3)
          : rng.uniform(0.02, 0.08),
    flare: isLong ? rng.uniform(-0.1, 0.28) : 0,
    hairlineY: clampedNormal(rng, -0.98, 0.075),
    recession: clamp(
      (cut === 'receding' ? rng.uniform(0.6, 1) : rng.uniform(0, 0.3)) * (1 - 0.6 * femininity) + 0.1 * rng.next(),
      0,
      1,
    ),
    peak: Math.max(0, clampedNormal(rng, 0.01, 0.03)),
    part: side * rng.uniform(0.05, 0.55),
    fringe: hasFringe
      ? rng.uniform(0.55, 1)
      : cut === 'short' || cut === 'full'
        ? rng.uniform(0, 0.45)
        : rng.uniform(0, 0.1),
    slant: side * rng.uniform(0.1, 1),
    curtain: isLong ? rng.uniform(0.1, 0.9) : rng.uniform(0, 0.3),
    curl: cut === 'tied' ? 0 : rng.next() ** 2,
    density:
      cut === 'cropped'
        ? rng.uniform(0.6, 0.85)
        : cut === 'receding'
          ? rng.uniform(0.75, 0.95)
          : cut === 'bald'
            ? rng.uniform(0.3, 0.75)
            : 1,
    flow: isLong ? rng.uniform(0.75, 1) : cut === 'tied' ? rng.uniform(0, 0.2) : rng.uniform(0, 0.7),
    bald: cut === 'bald',
  }
}
