import { settingDifferencesFigure } from '@maskmirror/plots'
import { type RunFigures, runFigures } from '../run-figures.ts'
import type { ScoreGroup } from './evaluate-group.ts'

/** The figures of sets on one pair list, as those of a run. */
export function scoreFigures({ curves, histograms, table }: ScoreGroup): Omit<RunFigures, 'cmc' | 'openSet'> {
  const { cmc: _, openSet: __, ...figures } = runFigures({ curves, histograms, table, identification: null })!
  // without frozen thresholds there are differences at each set's own ones
  const differences =
    figures.differences ??
    settingDifferencesFigure(table.differences, { measures: ['eer', 'fnmr-at-fmr100', 'fnmr-at-fmr1000'] })
  return { ...figures, differences }
}
