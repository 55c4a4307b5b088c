import type { Rng } from '@maskmirror/core'
import { clamp } from './point.ts'

/** A spot on the skin, in units of the head. */
export interface Spot {
  readonly x: number
  readonly y: number
  readonly radius: number
  /** How much darker than the skin, 0..1. */
  readonly strength: number
}

/** What a person's skin shows beside its colour. */
export interface SkinMarks {
  readonly moles: readonly Spot[]
  readonly freckles: readonly Spot[]
  /** Depth of each kind of line, 0..1. */
  readonly foreheadLines: readonly number[]
  readonly frownLines: number
  readonly nasolabial: number
  readonly eyeBags: number
  readonly crowsFeet: number
  readonly blush: number
  /** Of the skin's brightness, standard deviations as shares: pores and small scars, and wider patches. */
  readonly roughness: number
  readonly unevenness: number
}

/** @param melanin 0..1; freckles show on light skin */
export function drawSkinMarks(rng: Rng, ageYears: number, melanin: number): SkinMarks {
  const age = clamp((ageYears - 20) / 50, 0, 1)
  const moleCount = Math.floor(-Math.log(1 - rng.next()) * 2)
  const freckled = rng.next() < 0.3 * (1 - melanin)
  const around = (x: number, y: number, spread: number) => ({
    x: x + spread * rng.normal(),
    y: y + spread * 0.6 * rng.normal(),
  })
  return {
    moles: Array.from({ length: Math.min(6, moleCount) }, () => ({
      x: rng.uniform(-0.75, 0.75),
      y: rng.uniform(-0.75, 1.4),
      radius: rng.uniform(0.016, 0.042),
      strength: rng.uniform(0.4, 0.85),
    })),
    freckles: Array.from({ length: freckled ? 20 + rng.int(60) : 0 }, () => ({
      ...around(rng.pick([-0.42, 0, 0.42]), 0.42, 0.22),
      radius: rng.uniform(0.008, 0.018),
      strength: rng.uniform(0.15, 0.45),
    })),
    foreheadLines: Array.from({ length: rng.int(4) }, () => clamp(age * rng.uniform(0.3, 1.3) - 0.1, 0, 1)),
    frownLines: clamp(age * rng.uniform(0, 1.2) - 0.15, 0, 1),
    nasolabial: clamp(0.12 + age * rng.uniform(0.3, 0.9), 0, 1),
    eyeBags: clamp(rng.uniform(0, 0.5) + age * rng.uniform(0, 0.6), 0, 1),
    crowsFeet: clamp(age * rng.uniform(0.2, 1.2) - 0.15, 0, 1),
    blush: rng.uniform(0.1, 0.5),
    roughness: rng.uniform(0.01, 0.016) * (1 + 0.5 * age),
    unevenness: rng.uniform(0.05, 0.085),
  }
}
