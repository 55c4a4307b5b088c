import type { CountDifference } from '@maskmirror/datasets'

const words: Readonly<Record<CountDifference['count'], string>> = {
  people: 'people',
  photos: 'photos',
  masked: 'masked photos',
  pairs: 'listed pairs',
  genuinePairs: 'listed genuine pairs',
  impostorPairs: 'listed impostor pairs',
}

export function printCountDifferences(manifest: string, differences: readonly CountDifference[]): void {
  if (differences.length === 0) console.log(`All counts that are published for ${manifest} agree.`)
  for (const { count, expected, found } of differences) {
    console.log(`  ${words[count]}: ${found} here, ${expected} published for ${manifest}`)
  }
}
