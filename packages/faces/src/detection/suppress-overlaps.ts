import type { Box } from './types.ts'

/**
 * Greedy non-maximum suppression: the best score stays, boxes that overlap it too much go, and so on.
 *
 * @param maxOverlap overlap above which the weaker box goes, 0..1
 * @param overlap of two boxes; default intersection over union
 * @returns best score first; equal scores keep their order
 */
export function suppressOverlaps<Item extends Box & { readonly score: number }>(
  items: readonly Item[],
  maxOverlap: number,
  overlap: (a: Box, b: Box) => number = overlapOf,
): Item[] {
  const kept: Item[] = []
  for (const item of items.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((better) => overlap(better, item) <= maxOverlap)) kept.push(item)
  }
  return kept
}

/** Intersection over union, 0..1. */
export function overlapOf(a: Box, b: Box): number {
  const both = shared(a, b)
  return both === 0 ? 0 : both / (a.width * a.height + b.width * b.height - both)
}

/** How much of the smaller box the other one covers, 0..1. */
export function partCovered(a: Box, b: Box): number {
  const both = shared(a, b)
  return both === 0 ? 0 : both / Math.min(a.width * a.height, b.width * b.height)
}

/** Area of the intersection. */
function shared(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width <= 0 || height <= 0 ? 0 : width * height
}
