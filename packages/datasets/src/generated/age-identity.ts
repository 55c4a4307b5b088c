import type { Identity } from './identity.ts'
import { clamp } from './point.ts'

/**
 * What years do to the shape of a grown-up's face; pigment and lines of the skin are drawn by age themselves. Directions are those of
 * the anthropometry of ageing (nose, ears and mouth grow, lids and cheeks sink, lips thin out, hair recedes); their speed is our choice.
 *
 * @param identity of the age that it says, with the shape that it had so many years before
 * @param years negative makes younger; 0 gives what is passed
 */
export function ageShape(identity: Identity, years: number): Identity {
  if (years === 0) return identity
  const { head, eyes, brows, nose, mouth, ears, hair, femininity } = identity
  const decades = years / 10
  // faces fill out in the middle of life and grow hollow after it
  const middle = clamp((62 - identity.ageYears + years / 2) / 20, -1, 1)
  return {
    ...identity,
    head: {
      ...head,
      cheek: head.cheek + 0.018 * decades * middle,
      jaw: head.jaw + 0.014 * decades * (0.5 + 0.5 * middle),
      neck: head.neck + 0.02 * decades * Math.max(0, middle),
      temple: head.temple - 0.006 * decades,
    },
    eyes: { ...eyes, upper: Math.max(0.045, eyes.upper - 0.005 * decades), tiltRad: eyes.tiltRad - 0.014 * decades },
    brows: {
      ...brows,
      height: brows.height - 0.006 * decades,
      density: Math.max(0.3, brows.density - 0.04 * decades),
    },
    nose: { ...nose, wings: nose.wings + 0.005 * decades, lift: Math.max(0.02, nose.lift - 0.007 * decades) },
    mouth: {
      ...mouth,
      halfWidth: mouth.halfWidth + 0.005 * decades,
      upper: Math.max(0.025, mouth.upper - 0.005 * decades),
      lower: Math.max(0.04, mouth.lower - 0.006 * decades),
      droop: mouth.droop + 0.006 * decades,
    },
    ears: { ...ears, size: ears.size + 0.022 * decades },
    hair: {
      ...hair,
      recession: Math.min(1, hair.recession + 0.12 * decades * (1 - femininity)),
      hairlineY: hair.hairlineY - 0.03 * decades * (1 - 0.7 * femininity),
      density: Math.max(0.3, hair.density - 0.03 * decades),
    },
  }
}
