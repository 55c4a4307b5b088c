import type { PairProtocol } from '@maskmirror/datasets'
import { type SettingId, settingStrategy } from '@maskmirror/evaluation'
import type { Example } from './result.ts'
import { type ScoresBySetting, scoreOf } from './scores.ts'

/** A pair to show and why. */
export interface ChosenExample {
  readonly why: Example['why']
  readonly pairIndex: number
}

/** Pairs of each kind. */
const perKind = 3

/**
 * Pairs that say most about a run: where masks cost genuine score, where the first treatment gives it back, where it
 * raises impostors, and pairs from the middle of both classes. Only numbers decide, so the choice repeats.
 */
export function chooseExamples(protocol: PairProtocol, scores: ScoresBySetting): ChosenExample[] {
  const settings = [...scores.keys()]
  const mirror = settings.find((setting) => settingStrategy(setting) !== null)
  const masked: SettingId | undefined = settings.find((setting) => setting === 'umr-mp') ?? mirror ?? settings[0]
  const chosen: ChosenExample[] = []
  const taken = new Set<number>()
  const take = (why: Example['why'], genuine: boolean, rank: (pair: number) => number | null) => {
    const ranked = protocol.pairs
      .flatMap((pair, index) => {
        const value = pair.genuine === genuine && !taken.has(index) ? rank(index) : null
        return value === null ? [] : [{ index, value }]
      })
      .sort((a, b) => b.value - a.value || a.index - b.index)
    for (const { index } of ranked.slice(0, perKind)) {
      taken.add(index)
      chosen.push({ why, pairIndex: index })
    }
  }
  const difference = (a: SettingId | undefined, b: SettingId | undefined) => (pair: number) => {
    const [x, y] = [a && scoreOf(scores, a, pair), b && scoreOf(scores, b, pair)]
    return typeof x === 'number' && typeof y === 'number' ? x - y : null
  }
  take('genuine-harmed-most', true, difference('umr-ump', masked))
  take('genuine-helped-most', true, difference(mirror, 'umr-mp'))
  take('impostor-raised-most', false, difference(mirror, 'umr-mp'))
  for (const genuine of [true, false]) {
    const values = protocol.pairs
      .flatMap((pair, index) => (pair.genuine === genuine && masked ? [scoreOf(scores, masked, index)] : []))
      .filter((value) => value !== null)
      .sort((a, b) => a - b)
    const median = values[values.length >> 1]
    if (median === undefined) continue
    take(genuine ? 'typical-genuine' : 'typical-impostor', genuine, (pair) => {
      const score = scoreOf(scores, masked!, pair)
      return score === null ? null : -Math.abs(score - median)
    })
  }
  return chosen
}
