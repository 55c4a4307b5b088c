import { intervalText, percent } from '../report/cell-text.ts'
import type { ReportSection } from '../report/report.ts'
import { settingLabel } from '../settings.ts'
import type { ScorePoints } from './score-points.ts'

/** The points that were asked for, for people; none for none. */
export function pointSections(points: readonly ScorePoints[]): ReportSection[] {
  const atThresholds = points.flatMap(({ setting, atThresholds: all }) =>
    all.map(({ threshold, fmr, fnmr, fmrInterval, fnmrInterval }) => [
      settingLabel(setting),
      String(threshold),
      percent(fmr),
      intervalText(fmrInterval),
      percent(fnmr),
      intervalText(fnmrInterval),
    ]),
  )
  const atFmrs = points.flatMap(({ setting, atFmrs: all }) =>
    all.map((answer) => {
      const point = answer.supported ? answer : answer.atSmallestFmr
      return [
        settingLabel(setting),
        String(Number((answer.targetFmr * 100).toPrecision(12))),
        answer.supported ? 'yes' : `no: ${percent(answer.smallestFmr)} at best`,
        String(point.threshold),
        percent(point.fmr),
        answer.supported ? percent(point.fnmr) : `>=${percent(point.fnmr)}`,
        intervalText(point.fnmrInterval),
      ]
    }),
  )
  const sections = [
    {
      title: 'Error rates at the thresholds asked for',
      columns: ['Setting', 'Threshold', 'FMR (%)', '95 % interval', 'FNMR (%)', '95 % interval'],
      rows: atThresholds,
    },
    {
      title: 'Lowest FNMR at the false match rates asked for',
      columns: ['Setting', 'FMR (%) at most', 'Supported', 'Threshold', 'FMR (%)', 'FNMR (%)', '95 % interval'],
      rows: atFmrs,
    },
  ]
  return sections.filter(({ rows }) => rows.length > 0)
}
