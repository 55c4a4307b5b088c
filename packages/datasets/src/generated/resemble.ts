import { createRng } from '@maskmirror/core'
import { mixRgb } from './colour.ts'
import { drawIdentity, type Identity } from './identity.ts'
import type { Pigment } from './pigment.ts'
import { lerp } from './point.ts'

/** How near a look-alike comes, 0..1; our choice: at 1 they would be one person with another haircut. */
export function drawLikeness(seed: string | number, person: string): number {
  return createRng(seed).fork(`person ${person}`).fork('likeness').uniform(0.55, 0.8)
}

/**
 * A person drawn towards another one, as siblings look alike: shapes and colours are mixed; haircut, beard and marks of the skin stay
 * the person's own.
 *
 * @param other name of the other one, who is taken at the same age
 * @param likeness 0 does nothing, 1 takes the other's face
 */
export function resemble(own: Identity, seed: string | number, other: string, likeness: number): Identity {
  const first = drawIdentity(seed, other)
  const model = drawIdentity(seed, other, own.ageYears - first.ageYears)
  const mixed = <T extends Numbers<T>>(mine: T, theirs: T): T => mixNumbers(mine, theirs, likeness)
  return {
    ...own,
    femininity: lerp(own.femininity, model.femininity, likeness),
    pigment: mixPigment(own.pigment, model.pigment, likeness),
    head: mixed(own.head, model.head),
    eyes: mixed(own.eyes, model.eyes),
    brows: mixed(own.brows, model.brows),
    nose: mixed(own.nose, model.nose),
    mouth: mixed(own.mouth, model.mouth),
    ears: mixed(own.ears, model.ears),
  }
}

type Numbers<T> = { readonly [K in keyof T]: number }

function mixNumbers<T extends Numbers<T>>(a: T, b: T, share: number): T {
  const mixed = { ...a }
  for (const key of Object.keys(a) as (keyof T)[]) mixed[key] = lerp(a[key], b[key], share) as T[keyof T]
  return mixed
}

function mixPigment(a: Pigment, b: Pigment, share: number): Pigment {
  return {
    melanin: lerp(a.melanin, b.melanin, share),
    skin: mixRgb(a.skin, b.skin, share),
    lip: mixRgb(a.lip, b.lip, share),
    hair: mixRgb(a.hair, b.hair, share),
    brow: mixRgb(a.brow, b.brow, share),
    iris: mixRgb(a.iris, b.iris, share),
  }
}
