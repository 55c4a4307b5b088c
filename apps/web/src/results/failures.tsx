import { settingLabel } from '@maskmirror/evaluation'
import { DataTable } from '@maskmirror/ui/data-table'
import { Disclosure } from '@maskmirror/ui/disclosure'
import { formatShare } from '#format/rate.ts'
import type { RunResult } from '#trpc/outputs.ts'

type FailureCount = RunResult['failures'][number]

const steps: Readonly<Record<FailureCount['step'], string>> = {
  photo: 'Finding the face in a photo',
  'masked-photo': 'Finding the face in a masked photo',
  treatment: 'Putting the mask on the reference',
}

/** What could not be done, by step and reason, with the first photos that it happened to. */
export function Failures({ failures }: { failures: readonly FailureCount[] }) {
  if (failures.length === 0)
    return <p className="text-ink-soft">Nothing failed: every photo and every treated pair gave a score.</p>
  return (
    <DataTable
      caption="Failures by step and reason"
      columns={[
        {
          key: 'step',
          header: 'Step',
          names: true,
          cell: ({ step, setting }) => (setting === null ? steps[step] : settingLabel(setting)),
        },
        { key: 'reason', header: 'Reason', cell: ({ reason }) => reason.replaceAll('-', ' ') },
        {
          key: 'count',
          header: 'How many',
          align: 'right',
          cell: ({ count, of }) => <span className="whitespace-nowrap">{formatShare(count, of)}</span>,
        },
        {
          key: 'examples',
          header: 'Which',
          className: 'min-w-56',
          cell: ({ examples, count }) => <Named examples={examples} count={count} />,
        },
      ]}
      rows={failures}
      rowKey={({ step, setting, reason }) => `${step} ${setting} ${reason}`}
    />
  )
}

function Named({ examples, count }: Pick<FailureCount, 'examples' | 'count'>) {
  return (
    <Disclosure summary={examples.length < count ? `The first ${examples.length}` : `All ${examples.length}`}>
      <ul className="grid gap-1 text-xs">
        {examples.map(({ photo, detail }) => (
          <li key={photo}>
            <span className="font-mono break-all">{photo}</span>
            <span className="text-ink-soft"> – {detail}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
