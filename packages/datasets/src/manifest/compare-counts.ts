import type { Dataset } from '#dataset.ts'
import type { ExpectedCounts } from './dataset-manifest.ts'

/** A count that is not as published. */
export interface CountDifference {
  readonly count: keyof ExpectedCounts
  readonly expected: number
  readonly found: number
}

/** What a set holds, counted as manifests count. */
export function countDataset({
  photos,
  pairs,
}: Pick<Dataset, 'photos' | 'pairs'>): Record<keyof ExpectedCounts, number> {
  const genuinePairs = (pairs ?? []).filter(({ genuine }) => genuine).length
  return {
    people: new Set(photos.map(({ person }) => person)).size,
    photos: photos.length,
    masked: photos.filter(({ masked }) => masked).length,
    pairs: (pairs ?? []).length,
    genuinePairs,
    impostorPairs: (pairs ?? []).length - genuinePairs,
  }
}

/** The counts of a set on disk that differ from the published ones; what is not published differs from nothing. */
export function compareCounts(dataset: Pick<Dataset, 'photos' | 'pairs'>, expected: ExpectedCounts): CountDifference[] {
  const found = countDataset(dataset)
  return (Object.keys(found) as (keyof ExpectedCounts)[]).flatMap((count) => {
    const published = expected[count]
    return published === null || published === found[count] ? [] : [{ count, expected: published, found: found[count] }]
  })
}
