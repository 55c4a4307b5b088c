/** Sentences for counts that are not zero. */
export function countNotes(counts: readonly (readonly [count: number, sentence: string])[]): string[] {
  return counts.filter(([count]) => count > 0).map(([count, sentence]) => `${count} ${sentence}`)
}
