import type { ComparisonTable, SettingResult } from '@maskmirror/evaluation'
import { type PairView, ratesOf } from './pair-view.ts'

/** One measure in two settings. */
export interface Change {
  readonly measure: 'eer' | 'frozen-fnmr' | 'frozen-fmr'
  readonly from: number | null
  readonly to: number | null
}

/** Two settings side by side: what becomes of each measure. */
export interface Answer {
  readonly question: 'masks' | 'treatment'
  readonly from: { readonly setting: string; readonly label: string }
  readonly to: { readonly setting: string; readonly label: string }
  readonly changes: readonly Change[]
}

/**
 * The two questions of a run in numbers of its table: what masks do (UMR-UMP → UMR-MP), and for each treatment of the
 * reference, what it changes (UMR-MP → treated). Settings that the run does not have are left out.
 */
export function shortAnswers(table: ComparisonTable, view: PairView): Answer[] {
  const row = (setting: string) => table.settings.find((candidate) => candidate.setting === setting)
  const bare = row('umr-ump')
  const masked = row('umr-mp')
  const treated = table.settings.filter(({ setting }) => setting.startsWith('mirror:'))
  const answers: Answer[] = []
  if (bare !== undefined && masked !== undefined) answers.push(answer('masks', bare, masked, view))
  if (masked !== undefined) answers.push(...treated.map((setting) => answer('treatment', masked, setting, view)))
  return answers
}

function answer(question: Answer['question'], from: SettingResult, to: SettingResult, view: PairView): Answer {
  const before = ratesOf(from, view)
  const after = ratesOf(to, view)
  return {
    question,
    from: { setting: from.setting, label: from.label },
    to: { setting: to.setting, label: to.label },
    changes: [
      { measure: 'eer', from: before?.equalErrorRate?.eer ?? null, to: after?.equalErrorRate?.eer ?? null },
      { measure: 'frozen-fnmr', from: before?.frozenFmr100?.fnmr ?? null, to: after?.frozenFmr100?.fnmr ?? null },
      { measure: 'frozen-fmr', from: before?.frozenFmr100?.fmr ?? null, to: after?.frozenFmr100?.fmr ?? null },
    ],
  }
}
