import type { Dataset } from '#dataset.ts'
import { type CountDifference, compareCounts } from '#manifest/compare-counts.ts'
import type { ExpectedCounts } from '#manifest/dataset-manifest.ts'

const words: Readonly<Record<CountDifference['count'], string>> = {
  people: 'people',
  photos: 'photos',
  masked: 'masked photos',
  pairs: 'pairs',
  genuinePairs: 'genuine pairs',
  impostorPairs: 'impostor pairs',
}

/**
 * How a copy on disk differs from the set as it is published, in one sentence: `lfw: 4 of 10 folds, 2,400 of 6,000 pairs`. Figures of
 * such a copy are not comparable with published ones.
 *
 * Genuine and impostor pairs are told apart only where their sum is as published. Folds are of one size, so that a list of fewer pairs
 * in folds tells how many there should be.
 *
 * @param name of the published set
 * @returns null when all that is published agrees
 */
export function copyOfPublished(
  name: string,
  dataset: Pick<Dataset, 'photos' | 'pairs'>,
  expected: ExpectedCounts,
): string | null {
  const differences = compareCounts(dataset, expected)
  if (differences.length === 0) return null
  const hasPairs = differences.some(({ count }) => count === 'pairs')
  const told = differences.filter(({ count }) => !(hasPairs && (count === 'genuinePairs' || count === 'impostorPairs')))
  const counts = told.map(({ count, expected: published, found }) =>
    count === 'pairs' && dataset.pairs === null
      ? `no list of the ${number(published)} pairs`
      : `${number(found)} of ${number(published)} ${words[count]}`,
  )
  return `Differs from ${name} as it is published: ${[...folds(dataset, expected), ...counts].join(', ')}.`
}

function folds({ pairs }: Pick<Dataset, 'pairs'>, expected: ExpectedCounts): string[] {
  if (pairs === null || pairs.length === 0 || expected.pairs === null) return []
  const found = new Set(pairs.map(({ fold }) => fold))
  if (found.has(undefined)) return []
  const published = expected.pairs / (pairs.length / found.size)
  return Number.isInteger(published) && published !== found.size ? [`${found.size} of ${published} folds`] : []
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
