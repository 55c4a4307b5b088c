import type { Box } from './types.ts'

/**
 * Greedy non-maximum suppression: the best score stays, boxes that overlap it too much go, and so on.
 *
 * @param maxOverlap intersection over union above which the weaker box goes, 0..1
 * @returns best score first; equal scores keep their order
 */
export function suppressOverlaps<Item extends Box & { readonly score: number }>(
  items: readonly Item[],
  maxOverlap: number,
): Item[] {
  const kept: Item[] = []
  for (const item of items.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((better) => overlapOf(better, item) <= maxOverlap)) kept.push(item)
  }
  return kept
}

/** Intersection over union, 0..1. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  const both = width * height
  return both / (a.width * a.height + b.width * b.height - both)
}
