import type { ComparisonTable } from '@maskmirror/evaluation'
import { Panel } from '@maskmirror/ui/panel'
import { formatRate, formatRateChange } from '#format/rate.ts'
import { MissingValue } from './missing-value.tsx'
import type { PairView } from './pair-view.ts'
import { type Answer, type Change, shortAnswers } from './short-answer.ts'

const questions: Readonly<Record<Answer['question'], string>> = {
  masks: 'What masks do',
  treatment: 'What mirroring changes',
}

const measures: Readonly<Record<Change['measure'], { name: string; long: string }>> = {
  eer: { name: 'EER', long: 'Equal error rate' },
  'frozen-fnmr': { name: 'FNMR', long: 'Genuine pairs rejected, at the frozen threshold' },
  'frozen-fmr': { name: 'FMR', long: 'Impostor pairs accepted, at the frozen threshold' },
}

/** The answer before the details: each question of the run with the change of three rates. */
export function ShortAnswerCards({ table, view }: { table: ComparisonTable; view: PairView }) {
  const answers = shortAnswers(table, view)
  if (answers.length === 0) {
    return (
      <p className="text-ink-soft">
        A comparison needs UMR-MP, and UMR-UMP or a mirror, among the settings. The table has what was measured.
      </p>
    )
  }
  return (
    <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {answers.map((answer) => (
        <li key={answer.to.setting}>
          <Panel className="h-full px-4 py-3">
            <h3 className="text-xs text-ink-soft">{questions[answer.question]}</h3>
            <p className="font-semibold">
              {answer.from.label}
              <Arrow />
              {answer.to.label}
            </p>
            <dl className="mt-2 grid gap-1.5">
              {answer.changes.map((change) => (
                <ChangeLine key={change.measure} change={change} />
              ))}
            </dl>
          </Panel>
        </li>
      ))}
    </ul>
  )
}

function ChangeLine({ change: { measure, from, to } }: { change: Change }) {
  const { name, long } = measures[measure]
  return (
    <div className="grid grid-cols-[3.25rem_minmax(0,1fr)_4.5rem] items-baseline gap-x-2">
      <dt className="text-ink-soft">
        <abbr title={long} className="no-underline">
          {name}
        </abbr>
      </dt>
      <dd className="tabular-nums">
        <Rate rate={from} />
        <Arrow />
        <span className="font-semibold">
          <Rate rate={to} />
        </span>
      </dd>
      <dd className="text-right text-xs text-ink-soft tabular-nums">
        {from === null || to === null ? null : (
          <>
            {formatRateChange(to - from)}
            <span className="sr-only"> percentage points</span>
            <span aria-hidden="true"> pp</span>
          </>
        )}
      </dd>
    </div>
  )
}

function Rate({ rate }: { rate: number | null }) {
  return rate === null ? <MissingValue why="no value" /> : formatRate(rate)
}

function Arrow() {
  return (
    <>
      <span aria-hidden="true" className="mx-1.5 text-ink-faint">
        →
      </span>
      <span className="sr-only"> to </span>
    </>
  )
}
