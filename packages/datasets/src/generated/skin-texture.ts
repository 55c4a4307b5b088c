import type { Rng } from '@maskmirror/core'

/** How much lighter or darker the skin is at a place of the frontal view; factors around 1. */
export type SkinTexture = (x: number, y: number) => number

/** A lattice of random values over the face, read with bilinear weights. */
interface Lattice {
  readonly values: Float32Array
  readonly columns: number
  readonly cell: number
}

const left = -1.3
const top = -1.9
const right = 1.3
const bottom = 2.1

/**
 * A person's uneven skin: pores and small scars about two pixels wide, over patches of a finger's width.
 *
 * @param roughness standard deviation of the fine part as a share of the skin's brightness
 * @param unevenness likewise of the patches
 */
export function createSkinTexture(rng: Rng, options: { roughness: number; unevenness: number }): SkinTexture {
  const fine = createLattice(rng, fineCell, options.roughness)
  const coarse = createLattice(rng, coarseCell, options.unevenness)
  return (x, y) => 1 + read(fine, x, y) + read(coarse, x, y)
}

/** In units of the head; about two and nine pixels. */
const fineCell = 0.04
const coarseCell = 0.2

function createLattice(rng: Rng, cell: number, deviation: number): Lattice {
  const columns = Math.ceil((right - left) / cell) + 2
  const rows = Math.ceil((bottom - top) / cell) + 2
  // uniform deviates have the variance 1/12
  const reach = deviation * Math.sqrt(12)
  return { values: Float32Array.from({ length: columns * rows }, () => reach * (rng.next() - 0.5)), columns, cell }
}

function read({ values, columns, cell }: Lattice, x: number, y: number): number {
  const u = (Math.min(right, Math.max(left, x)) - left) / cell
  const v = (Math.min(bottom, Math.max(top, y)) - top) / cell
  const i = Math.floor(u)
  const j = Math.floor(v)
  const at = j * columns + i
  const [s, t] = [u - i, v - j]
  const above = values[at]! * (1 - s) + values[at + 1]! * s
  const below = values[at + columns]! * (1 - s) + values[at + columns + 1]! * s
  return above * (1 - t) + below * t
}
