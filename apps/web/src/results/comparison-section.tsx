'use client'

import { type ComparisonTable, verdicts } from '@maskmirror/evaluation'
import { DataTable } from '@maskmirror/ui/data-table'
import { Section } from '@maskmirror/ui/section'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { formatCount } from '#format/count.ts'
import { comparisonColumns } from './comparison-columns.tsx'
import { pairViewExplanations, pairViewLabels, pairViewParser, pairViews } from './pair-view.ts'
import { ShortAnswerCards } from './short-answer-cards.tsx'

/** The answer in short and the whole table, over the comparisons that the reader chooses. */
export function ComparisonSection({ table }: { table: ComparisonTable }) {
  const [view, setView] = useQueryState('pairs', pairViewParser)
  const columns = useMemo(() => comparisonColumns(table, view), [table, view])
  return (
    <>
      <Section
        id="answer"
        title="The answer in short"
        lead="FNMR and FMR at the threshold that was fixed on bare faces (FMR 1 %) and then left alone."
      >
        <ShortAnswerCards table={table} view={view} />
        <Verdicts table={table} />
      </Section>
      <Section
        id="table"
        title="Comparison"
        lead={pairViewExplanations[view]}
        actions={
          <SegmentedControl
            legend="Which comparisons the rates are over"
            name="pairs"
            value={view}
            options={pairViews.map((value) => ({ value, label: pairViewLabels[value] }))}
            onChange={(chosen) => void setView(chosen)}
          />
        }
      >
        <DataTable
          caption={`Error rates by setting, ${pairViewLabels[view].toLowerCase()}. Under a rate: its 95 % interval in percent.`}
          captionShown
          columns={columns}
          rows={table.settings}
          rowKey={({ setting }) => setting}
        />
        <p className="mt-2 text-xs text-ink-soft">
          {`${formatCount(table.pairs.genuine)} genuine and ${formatCount(table.pairs.impostor)} impostor pairs in the list; ${formatCount(table.pairsInAllSettings)} have a score in every setting. A comparison is accepted when its score is at or above the threshold.`}
        </p>
      </Section>
    </>
  )
}

/** The answers in one sentence each, with what the data show and what they do not. */
function Verdicts({ table }: { table: ComparisonTable }) {
  const sentences = useMemo(() => verdicts(table), [table])
  if (sentences.length === 0) return null
  return (
    <ul className="mt-4 grid max-w-4xl list-disc gap-1 pl-5 text-sm text-ink-soft marker:text-ink-faint">
      {sentences.map((verdict) => (
        <li key={verdict}>{verdict}</li>
      ))}
    </ul>
  )
}
