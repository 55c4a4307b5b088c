import type { ErrorRates, RatesOver, SettingResult } from '@maskmirror/evaluation'
import { parseAsStringLiteral } from 'nuqs/server'

/** Which comparisons the error rates are over. */
export const pairViews = ['with-failures', 'scored', 'common'] as const

export type PairView = (typeof pairViews)[number]

export const pairViewLabels: Readonly<Record<PairView, string>> = {
  'with-failures': 'Failures counted',
  scored: 'Scored only',
  common: 'Common to all',
}

export const pairViewExplanations: Readonly<Record<PairView, string>> = {
  'with-failures': 'Failed comparisons count as rejected, genuine and impostor alike: what an operator lives with.',
  scored:
    'Comparisons that gave no score are left out, in each setting its own. Rows may then be about different pairs.',
  common: 'Only the pairs that gave a score in every setting: all rows are about exactly the same pairs.',
}

export const pairViewParser = parseAsStringLiteral(pairViews).withDefault('with-failures')

/** The error rates of a row over the chosen comparisons; null when there are none. */
export function ratesOf(row: SettingResult, view: PairView): ErrorRates | null {
  if (view === 'with-failures') return row.withFailures
  return (view === 'scored' ? row.scored : row.common).rates
}

/**
 * The resampled intervals of a row's own-threshold rates: they are over scored comparisons, and serve the other views where
 * those are over the same. Null otherwise.
 */
export function resampledIntervalsOf(row: SettingResult, view: PairView): SettingResult['intervals'] {
  const { rates } = row.scored
  const shown = ratesOf(row, view)
  const same = shown?.genuineCount === rates?.genuineCount && shown?.impostorCount === rates?.impostorCount
  return same ? row.intervals : null
}

/** Means are over comparisons with a score; with failures counted they are those of the scored ones. */
export function measuresOf(row: SettingResult, view: PairView): SettingResult['scored'] {
  return view === 'common' ? row.common : row.scored
}

/** The view as the server names it. */
export function ratesOver(view: PairView): RatesOver {
  return view === 'with-failures' ? 'withFailures' : view
}
