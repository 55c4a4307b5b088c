import type { ComparisonTable, ScoreHistogram, SettingId } from '@maskmirror/evaluation'
import { settingLabel } from '@maskmirror/evaluation'
import type { DistributionFacet, ScoreDistributionFigure } from './figure-spec.ts'
import { PlotsError } from './plots-error.ts'
import { frozenRules, rulesText } from './threshold-rules.ts'

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
  const thresholds = input.table === undefined ? [] : frozenRules(input.table)
  const rules = thresholds.map(({ name, threshold }) => ` Threshold ${name} is ${threshold.toFixed(4)}.`).join('')
  return {
    kind: 'score-distribution',
    title: input.title ?? 'Score distributions',
    description: `Histograms of genuine and impostor scores. ${facets.map(describe).join('. ')}.${rules}`,
    caption: [
      'Each class as a share of its own comparisons in bins of equal width; higher scores are more similar.',
      ...rulesText(thresholds),
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
