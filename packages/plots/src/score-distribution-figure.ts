import type { ComparisonTable, ScoreHistogram, SettingId } from '@maskmirror/evaluation'
import { settingLabel } from '@maskmirror/evaluation'
import type { DistributionFacet, ScoreDistributionFigure, ThresholdRule } from './figure-spec.ts'
import { PlotsError } from './plots-error.ts'

/** The counted scores of one setting. */
export interface SettingHistogram {
  readonly setting: SettingId
  readonly histogram: ScoreHistogram
}

/**
 * Genuine and impostor scores of several settings below each other, each class as shares of its own number.
 *
 * @param input.histograms at least one; give all the same bins to compare them
 * @param input.table draws the frozen thresholds of this table; default: none
 * @throws PlotsError `figure-empty` when there is no histogram
 */
export function scoreDistributionFigure(input: {
  histograms: readonly SettingHistogram[]
  table?: ComparisonTable
  title?: string
}): ScoreDistributionFigure {
  if (input.histograms.length === 0) {
    throw new PlotsError({
      code: 'figure-empty',
      message: 'Expected the histogram of at least one setting but received 0 histograms',
    })
  }
  const facets = input.histograms.map(facetOf)
  const thresholds = input.table === undefined ? [] : thresholdRules(input.table)
  const rules = thresholds.map(({ name, threshold }) => ` Threshold ${name} is ${threshold.toFixed(4)}.`).join('')
  return {
    kind: 'score-distribution',
    title: input.title ?? 'Score distributions',
    description: `Histograms of genuine and impostor scores. ${facets.map(describe).join('. ')}.${rules}`,
    caption: [
      'Each class as a share of its own comparisons in bins of equal width; higher scores are more similar.',
      ...(thresholds.length > 0
        ? [
            'T100 and T1000: thresholds fixed on UMR-UMP at FMR 1 % and 0.1 %; scores at or to the right of one are accepted.',
          ]
        : []),
    ].join(' '),
    facets,
    thresholds,
  }
}

function facetOf({ setting, histogram }: SettingHistogram): DistributionFacet {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  const shares = (counts: readonly number[]) => {
    const all = Math.max(1, total(counts)) // a class without scores has shares of 0
    return counts.map((count) => count / all)
  }
  return {
    setting,
    label: settingLabel(setting),
    genuineCount: total(histogram.genuine),
    impostorCount: total(histogram.impostor),
    edges: histogram.edges,
    genuine: shares(histogram.genuine),
    impostor: shares(histogram.impostor),
  }
}

function describe({ label, genuineCount, impostorCount, edges, genuine, impostor }: DistributionFacet): string {
  const peak = (shares: readonly number[]) => {
    const bin = shares.indexOf(Math.max(...shares))
    return ((edges[bin]! + edges[bin + 1]!) / 2).toFixed(2)
  }
  return `${label}: ${genuineCount} genuine scores with their peak at ${peak(genuine)}, ${impostorCount} impostor scores with their peak at ${peak(impostor)}`
}

function thresholdRules({ frozen }: ComparisonTable): ThresholdRule[] {
  const named = [
    ['T100', frozen.fmr100.threshold],
    ['T1000', frozen.fmr1000.threshold],
  ] as const
  return named.flatMap(([name, threshold]) => (threshold === null ? [] : [{ name, threshold }]))
}
