import type { SettingId } from '@maskmirror/evaluation'
import { ExperimentError } from './error.ts'
import type { ComparedPictures } from './pair-pictures.ts'
import type { RunScores } from './run-scores.ts'
import { scoreOf } from './scores.ts'

/** Which pairs to look at: those of one class, by what became of their score from one setting to another. */
export interface DamageQuery {
  readonly from: SettingId
  readonly to: SettingId
  readonly genuine: boolean
  /** Pairs before the first one shown, from 0. */
  readonly offset: number
  /** Pairs shown, 1..50. */
  readonly limit: number
}

/** A pair with its damage. */
export interface DamagedPair {
  readonly pairIndex: number
  /** Score in `to` less score in `from`. */
  readonly change: number
  readonly reference: { readonly person: string; readonly photo: string | null }
  readonly probe: { readonly person: string; readonly photo: string | null }
  /** In the order of the run; null where the comparison failed. */
  readonly scores: readonly { readonly setting: SettingId; readonly score: number | null }[]
  /** Of `from` and of `to`. */
  readonly pictures: readonly ComparedPictures[]
}

/** Part of the pairs of one class, the most damaged first. */
export interface DamagePage {
  /** Pairs of the class with a score in both settings: what is sorted. */
  readonly total: number
  /** Pairs of the class that `from` scored and `to` did not. */
  readonly lost: number
  readonly pairs: readonly DamagedPair[]
}

/**
 * Pairs of one class by damage: genuine pairs by the largest loss of score, impostor pairs by the largest gain.
 *
 * @param draw the pictures of a pair in a setting; asked for the shown pairs only
 * @throws ExperimentError `setting-not-run`
 */
export async function listDamage(
  run: RunScores,
  { from, to, genuine, offset, limit }: DamageQuery,
  draw: (pairIndex: number, setting: SettingId) => Promise<ComparedPictures>,
): Promise<DamagePage> {
  for (const setting of [from, to]) requireSetting(run, setting)
  const ranked: { pairIndex: number; change: number }[] = []
  let lost = 0
  for (const [pairIndex, pair] of run.pairs.entries()) {
    if (pair.genuine !== genuine) continue
    const [before, after] = [scoreOf(run.scores, from, pairIndex), scoreOf(run.scores, to, pairIndex)]
    if (before === null) continue
    if (after === null) lost++
    else ranked.push({ pairIndex, change: after - before })
  }
  const damage = ({ change }: { change: number }) => (genuine ? -change : change)
  ranked.sort((a, b) => damage(b) - damage(a) || a.pairIndex - b.pairIndex)
  const pairs: DamagedPair[] = []
  for (const { pairIndex, change } of ranked.slice(offset, offset + limit)) {
    const { reference, probe } = run.pairs[pairIndex]!
    pairs.push({
      pairIndex,
      change,
      reference: nameView(run, reference),
      probe: nameView(run, probe),
      scores: [...run.scores.keys()].map((setting) => ({ setting, score: scoreOf(run.scores, setting, pairIndex) })),
      pictures: [await draw(pairIndex, from), await draw(pairIndex, to)],
    })
  }
  return { total: ranked.length, lost, pairs }
}

function requireSetting({ scores }: RunScores, setting: SettingId): void {
  if (scores.has(setting)) return
  throw new ExperimentError({
    code: 'setting-not-run',
    message: `Expected a setting of this run (${[...scores.keys()].join(', ')}) but received ${setting}`,
    details: { setting },
  })
}

function nameView({ views }: RunScores, view: number): DamagedPair['reference'] {
  const { person, bare, masked } = views[view]!
  return { person, photo: bare?.photo ?? masked?.photo ?? null }
}
