'use client'

import type { DifferenceMeasure } from '@maskmirror/evaluation'
import { differenceMeasureLabels, forestFigure } from '@maskmirror/plots'
import { Section } from '@maskmirror/ui/section'
import { useMemo } from 'react'
import { FigureCard } from '#results/figure-card.tsx'
import { nameOfSetting } from '#settings/setting-catalogue.ts'
import type { RunComparison } from '#trpc/outputs.ts'

/** From what an operator lives with to what a developer asks for. */
const measures: readonly DifferenceMeasure[] = [
  'fnmr-at-frozen-fmr100',
  'fmr-at-frozen-fmr100',
  'fnmr-at-frozen-fmr1000',
  'fmr-at-frozen-fmr1000',
  'eer',
  'fnmr-at-fmr100',
  'fnmr-at-fmr1000',
]

/** What B changed in every setting and measure, with intervals. */
export function RunDifferences({ comparison }: { comparison: RunComparison }) {
  const figure = useMemo(() => {
    const rows = measures.flatMap((measure) =>
      comparison.differences
        .filter((one) => one.measure === measure)
        .map(({ setting, difference, low, high, pHolm }) => ({
          group: differenceMeasureLabels[measure],
          label: nameOfSetting(setting),
          estimate: difference,
          low,
          high,
          adjustedP: pHolm,
        })),
    )
    return rows.length === 0 ? null : forestFigure({ rows, title: 'B less A, on the same pairs' })
  }, [comparison])
  return (
    <Section
      id="differences"
      title="Does B differ from A?"
      lead="T100 and T1000 are each run’s own frozen thresholds. Below 0, B makes fewer errors."
    >
      {figure === null ? (
        <p className="text-ink-soft">No measure differs in any resample: both runs judge these pairs alike.</p>
      ) : (
        <div className="max-w-4xl">
          <FigureCard spec={figure} />
        </div>
      )}
    </Section>
  )
}
