import { type Cell, csvText } from '@maskmirror/evaluation'
import type { RunScores } from './run-scores.ts'

/**
 * Every pair of a run for programs: CSV with one row each, in the order of the list: who and what is on it, what is known of it, and
 * its score in every setting, all digits. Where a comparison failed, the score is empty and the next cell says the side and why.
 */
export function pairsCsv({ views, pairs, scores, attributes }: RunScores): string {
  return csvText(
    pairs.map(({ reference, probe, genuine }, i) => {
      const known: Record<string, Cell> = {}
      for (const { name, values } of attributes) known[name] = values[i]!
      const compared: Record<string, Cell> = {}
      for (const [setting, outcomes] of scores) {
        const outcome = outcomes[i]!
        compared[setting] = outcome.ok ? outcome.score : null
        compared[`${setting} failed`] = outcome.ok ? null : `${outcome.side}: ${outcome.reason}`
      }
      return {
        pair: i,
        genuine,
        'reference person': views[reference]!.person,
        'reference photo': photoOf(views[reference]!),
        'probe person': views[probe]!.person,
        'probe photo': photoOf(views[probe]!),
        ...known,
        ...compared,
      }
    }),
  )
}

function photoOf({ bare, masked }: RunScores['views'][number]): string | null {
  return bare?.photo ?? masked?.photo ?? null
}
