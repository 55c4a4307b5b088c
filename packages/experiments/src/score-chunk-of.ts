import type { ScoreChunk, WrittenNames } from '@maskmirror/evaluation/score-files'
import type { RunScores } from './run-scores.ts'

/** All scored comparisons of a run as a score file holds them: setting by setting, in the order of the pairs. Failures have no score and are left out. */
export function scoreChunkOf({ views, pairs, scores }: RunScores): { chunk: ScoreChunk; names: WrittenNames } {
  const people = numberedNames(views.map(({ person }) => person))
  const pictures = numberedNames(views.map(({ bare, masked, person }) => bare?.photo ?? masked?.photo ?? person))
  const settings = [...scores.keys()]
  const rows = settings.flatMap((setting, number) =>
    scores
      .get(setting)!
      .flatMap((outcome, pair) => (outcome.ok ? [{ number, score: outcome.score, ...pairs[pair]! }] : [])),
  )
  return {
    chunk: {
      scores: Float64Array.from(rows, ({ score }) => score),
      genuine: Uint8Array.from(rows, ({ genuine }) => Number(genuine)),
      referencePerson: Int32Array.from(rows, ({ reference }) => people.of[reference]!),
      probePerson: Int32Array.from(rows, ({ probe }) => people.of[probe]!),
      reference: Int32Array.from(rows, ({ reference }) => pictures.of[reference]!),
      probe: Int32Array.from(rows, ({ probe }) => pictures.of[probe]!),
      setting: Int32Array.from(rows, ({ number }) => number),
    },
    names: { people: people.names, pictures: pictures.names, settings },
  }
}

/** Each name once, and which one an element has. */
function numberedNames(all: readonly string[]): { names: string[]; of: number[] } {
  const numbers = new Map<string, number>()
  const of = all.map((name) => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  })
  return { names: [...numbers.keys()], of }
}
