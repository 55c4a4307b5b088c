import { createRng, type Rng } from '@maskmirror/core'
import { ageShape } from './age-identity.ts'
import { clampedNormal } from './draw-clamped.ts'
import { drawHairStyle, type HairStyle } from './hair-style.ts'
import { drawPigment, type Pigment } from './pigment.ts'
import { clamp } from './point.ts'
import { drawSkinMarks, type SkinMarks } from './skin-marks.ts'

/** Everything that stays the same on all pictures of one person. Lengths in units of the head, see `Point3`. */
export interface Identity {
  /** 0 masculine … 1 feminine; other parameters lean on it. */
  readonly femininity: number
  readonly ageYears: number
  readonly pigment: Pigment
  readonly head: HeadShape
  readonly eyes: EyeShape
  readonly brows: BrowShape
  readonly nose: NoseShape
  readonly mouth: MouthShape
  readonly ears: { readonly size: number; readonly stickOut: number }
  readonly hair: HairStyle
  readonly beard: BeardShape
  readonly marks: SkinMarks
}

/** Half widths at heights of the frontal outline. */
export interface HeadShape {
  readonly crownY: number
  readonly forehead: number
  readonly temple: number
  readonly cheekbone: number
  readonly cheek: number
  readonly jaw: number
  readonly chin: number
  readonly chinY: number
  readonly neck: number
}

export interface EyeShape {
  /** Half the distance between the centres. */
  readonly apart: number
  readonly halfWidth: number
  /** Of the upper and lower lid over the line between the corners. */
  readonly upper: number
  readonly lower: number
  /** Radians, positive lifts the outer corners. */
  readonly tiltRad: number
  /** Where the upper lid is highest: -1 inner corner … 1 outer corner. */
  readonly peak: number
  /** Of the crease over the lid; 0 is none. */
  readonly crease: number
  /** Fold over the inner corner, 0..1. */
  readonly fold: number
  readonly lashes: number
}

export interface BrowShape {
  /** Over the eyes' line, positive. */
  readonly height: number
  readonly innerX: number
  readonly outerX: number
  readonly arch: number
  /** Where the arch is highest along the brow, 0 inner … 1 outer. */
  readonly archAt: number
  /** How much the outer end drops. */
  readonly drop: number
  readonly thickness: number
  readonly taper: number
  readonly density: number
}

export interface NoseShape {
  /** Height of the base. */
  readonly baseY: number
  /** Half width of the wings. */
  readonly wings: number
  readonly bridge: number
  readonly tip: number
  /** How far the tip stands out. */
  readonly out: number
  /** Tip above the base. */
  readonly lift: number
  readonly nostrils: number
}

export interface MouthShape {
  readonly y: number
  readonly halfWidth: number
  readonly upper: number
  readonly lower: number
  /** Dip in the middle of the upper lip, 0..1 of its height. */
  readonly bow: number
  /** Positive: corners hang. */
  readonly droop: number
}

/** Density in 0..1 of each part; 0 is shaved. */
export interface BeardShape {
  readonly moustache: number
  readonly chin: number
  readonly cheeks: number
  /** Length of a hair. */
  readonly length: number
}

/**
 * The person of that name in the world of that seed, independent of how many others are drawn.
 *
 * @param years how much older than at the first picture; hair greys and recedes, skin and shape change without a jump
 */
export function drawIdentity(seed: string | number, person: string, years = 0): Identity {
  const root = createRng(seed).fork(`person ${person}`)
  const rng = root.fork('body')
  const femininity = clamp(rng.next() < 0.5 ? rng.normal(0.18, 0.12) : rng.normal(0.82, 0.12), 0, 1)
  const masculinity = 1 - femininity
  const firstAge = 18 + 54 * rng.next() ** 1.3
  const ageYears = firstAge + years
  const pigment = drawPigment(root.fork('pigment'), ageYears)
  const shape = root.fork('shape')
  const normal = (mean: number, deviation: number) => clampedNormal(shape, mean, deviation)
  const noseBaseY = normal(0.72, 0.065)
  const mouthY = noseBaseY + normal(0.36, 0.035)
  const chinY = mouthY + normal(0.52 + 0.05 * masculinity, 0.05)
  const apart = normal(0.455, 0.03)
  const halfWidth = normal(0.222, 0.02)
  const cheek = normal(0.92, 0.035)
  const identity: Identity = {
    femininity,
    ageYears,
    pigment,
    head: {
      crownY: normal(-1.56, 0.07),
      forehead: normal(0.84, 0.05),
      temple: normal(0.95, 0.03),
      cheekbone: normal(0.99, 0.035),
      cheek,
      jaw: cheek * normal(0.81 + 0.07 * masculinity, 0.045),
      chin: normal(0.28 + 0.07 * masculinity, 0.045),
      chinY,
      neck: normal(0.6 + 0.14 * masculinity, 0.05),
    },
    eyes: {
      apart,
      halfWidth,
      upper: normal(0.098 + 0.012 * femininity, 0.016),
      lower: normal(0.06, 0.012),
      tiltRad: normal(0.05, 0.07),
      peak: normal(0, 0.18),
      crease: shape.next() < 0.22 ? 0 : Math.max(0.02, normal(0.055, 0.025)),
      fold: shape.next() ** 2,
      lashes: clamp(normal(0.25 + 0.5 * femininity, 0.15), 0, 1),
    },
    brows: {
      height: normal(0.315, 0.045),
      innerX: normal(0.175, 0.04),
      outerX: apart + normal(0.335, 0.035),
      arch: normal(0.06, 0.035),
      archAt: normal(0.62, 0.08),
      drop: normal(0.05, 0.035),
      thickness: Math.max(0.022, normal(0.05 + 0.03 * masculinity, 0.016)),
      taper: shape.uniform(0.3, 0.8),
      density: shape.uniform(0.55, 1),
    },
    nose: {
      baseY: noseBaseY,
      wings: Math.max(0.17, normal(0.25 + 0.02 * masculinity, 0.03) + 0.03 * pigment.melanin),
      bridge: Math.max(0.05, normal(0.1, 0.02)),
      tip: Math.max(0.07, normal(0.125, 0.025)),
      out: normal(0.34, 0.055),
      lift: Math.max(0.03, normal(0.1, 0.03)),
      nostrils: normal(1, 0.2),
    },
    mouth: {
      y: mouthY,
      halfWidth: normal(0.365, 0.04),
      upper: Math.max(0.03, normal(0.072 + 0.02 * pigment.melanin + 0.012 * femininity, 0.02)),
      lower: Math.max(0.045, normal(0.1 + 0.02 * pigment.melanin + 0.01 * femininity, 0.022)),
      bow: clamp(normal(0.3, 0.15), 0, 0.7),
      droop: normal(-0.01, 0.022),
    },
    ears: { size: normal(1, 0.12), stickOut: normal(0.12, 0.045) },
    hair: drawHairStyle(root.fork('hair'), femininity, firstAge),
    beard: drawBeard(root.fork('beard'), femininity),
    marks: drawSkinMarks(root.fork('marks'), ageYears, pigment.melanin),
  }
  return ageShape(identity, years)
}

function drawBeard(rng: Rng, femininity: number): BeardShape {
  const kind = femininity < 0.5 ? rng.next() : 0
  const full = kind > 0.78
  return {
    moustache: full ? rng.uniform(0.5, 1) : kind > 0.68 ? rng.uniform(0.5, 1) : kind > 0.4 ? rng.uniform(0.1, 0.35) : 0,
    chin: full
      ? rng.uniform(0.6, 1)
      : kind > 0.62 && kind < 0.72
        ? rng.uniform(0.5, 1)
        : kind > 0.4
          ? rng.uniform(0.1, 0.35)
          : 0,
    cheeks: full ? rng.uniform(0.3, 0.9) : kind > 0.4 ? rng.uniform(0.05, 0.25) : 0,
    length: full ? rng.uniform(0.03, 0.1) : rng.uniform(0.015, 0.03),
  }
}
