import type { ScoreChunk } from '@maskmirror/evaluation/score-files'

/** Some comparisons of a chunk, in its order. */
export function chunkWhere(chunk: ScoreChunk, isWanted: (row: number) => boolean): ScoreChunk {
  const wanted = (_: number, row: number) => isWanted(row)
  return {
    scores: chunk.scores.filter(wanted),
    genuine: chunk.genuine.filter(wanted),
    referencePerson: chunk.referencePerson?.filter(wanted) ?? null,
    probePerson: chunk.probePerson?.filter(wanted) ?? null,
    reference: chunk.reference?.filter(wanted) ?? null,
    probe: chunk.probe?.filter(wanted) ?? null,
    setting: chunk.setting?.filter(wanted) ?? null,
  }
}
