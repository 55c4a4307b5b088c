import type { ComparisonTable } from '@maskmirror/evaluation'
import { formatScore } from '#format/rate.ts'
import { MissingValue } from './missing-value.tsx'

/** The scores of one pair by setting, with the decisions at the frozen threshold. */
export function PairScores({
  scores,
  genuine,
  table,
}: {
  /** By setting id; null where a step failed. */
  scores: Readonly<Record<string, number | null>>
  genuine: boolean
  table: ComparisonTable
}) {
  const threshold = table.frozen.fmr100.threshold
  const rows = table.settings.filter(({ setting }) => setting in scores)
  return (
    <table className="mt-auto w-full text-xs">
      <caption className="sr-only">Scores of this pair by setting</caption>
      <thead className="text-ink-faint">
        <tr>
          <th scope="col" className="pb-1 text-left font-medium">
            Setting
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            Score
          </th>
          {threshold === null ? null : (
            <th scope="col" className="pb-1 text-right font-medium">
              at {formatScore(threshold)}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ setting, label }) => {
          const score = scores[setting] ?? null
          return (
            <tr key={setting} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {label}
              </th>
              <td className="py-1 text-right font-medium tabular-nums">
                {score === null ? <MissingValue why="A step failed" /> : formatScore(score)}
              </td>
              {threshold === null ? null : (
                <td className="py-1 text-right">
                  {score === null ? null : <Decision accepted={score >= threshold} genuine={genuine} />}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What a system with the frozen threshold would say, and whether it would be right. */
function Decision({ accepted, genuine }: { accepted: boolean; genuine: boolean }) {
  const right = accepted === genuine
  return (
    <span className={right ? 'text-ink-soft' : 'font-medium text-bad'}>
      {accepted ? 'accepted' : 'rejected'}
      {right ? null : <span className="sr-only">, wrongly</span>}
    </span>
  )
}
