'use client'

import { Badge, type Tone } from '@maskmirror/ui/badge'
import { buttonClass } from '@maskmirror/ui/button'
import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { Section } from '@maskmirror/ui/section'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { formatBytes } from '#format/count.ts'
import { MissingValue } from '#results/missing-value.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { ModelSummary } from '#trpc/outputs.ts'
import { Advice } from './advice.tsx'
import { isUsable } from './model-state.ts'

const tasks: readonly { task: string; title: string; lead: string }[] = [
  {
    task: 'embedding',
    title: 'Recognisers',
    lead: 'A face becomes numbers that are compared. These are what is evaluated.',
  },
  { task: 'detection', title: 'Face detectors', lead: 'Find the face in a photo.' },
  {
    task: 'landmarks',
    title: 'Landmark models',
    lead: 'Find the points that masks are drawn and faces are aligned by.',
  },
  { task: 'mask-decision', title: 'Mask detectors', lead: 'Say whether a face wears a mask.' },
]

const states: Readonly<Record<ModelSummary['state'], { tone: Tone; word: string }>> = {
  'built-in': { tone: 'good', word: 'Built in' },
  present: { tone: 'good', word: 'Ready' },
  missing: { tone: 'neutral', word: 'Missing' },
  'wrong-checksum': { tone: 'bad', word: 'Wrong checksum' },
}

/** All model cards by what they are for, with what to do when a file is not there. */
export function ModelTables() {
  const trpc = useTRPC()
  const { data: models } = useSuspenseQuery(trpc.models.list.queryOptions())
  const known = tasks.map(({ task }) => task)
  const others = models.filter(({ task }) => !known.includes(task))
  const groups = [
    ...tasks.map((group) => ({ ...group, models: models.filter(({ task }) => task === group.task) })),
    { task: 'other', title: 'Others', lead: 'For other steps.', models: others },
  ]
  return groups
    .filter((group) => group.models.length > 0)
    .map(({ task, title, lead, models: rows }) => (
      <Section key={task} title={title} lead={lead}>
        <DataTable caption={title} columns={columnsFor(task)} rows={rows} rowKey={({ name }) => name} />
      </Section>
    ))
}

function columnsFor(task: string): Column<ModelSummary>[] {
  return [
    {
      key: 'name',
      header: 'Model',
      names: true,
      className: 'md:w-72 md:min-w-56 md:max-w-80',
      cell: (model) => (
        <>
          {model.name}
          <span className="block text-xs font-normal text-ink-soft">{model.description}</span>
          <div className="mt-2 grid gap-2 font-normal text-ink-soft md:hidden">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
              <State state={model.state} />
              {[model.bytes === null ? null : formatBytes(model.bytes), model.licence].filter(Boolean).join(' · ')}
            </div>
            <NextStep model={model} evaluates={task === 'embedding'} />
          </div>
        </>
      ),
    },
    { key: 'state', header: 'State', className: 'w-32 max-md:hidden', cell: ({ state }) => <State state={state} /> },
    {
      key: 'size',
      header: 'Size',
      align: 'right',
      className: 'w-24 max-md:hidden',
      cell: ({ bytes }) => (bytes === null ? <MissingValue why="unknown" /> : formatBytes(bytes)),
    },
    {
      key: 'licence',
      header: 'Licence',
      className: 'w-44 min-w-32 max-w-56 text-ink-soft max-md:hidden',
      cell: ({ licence }) => licence,
    },
    {
      key: 'next',
      header: 'What to do',
      className: 'min-w-72 text-ink-soft max-md:hidden',
      cell: (model) => <NextStep model={model} evaluates={task === 'embedding'} />,
    },
  ]
}

function State({ state }: { state: ModelSummary['state'] }) {
  return <Badge tone={states[state].tone}>{states[state].word}</Badge>
}

function NextStep({ model: { name, state, detail }, evaluates }: { model: ModelSummary; evaluates: boolean }) {
  return (
    <div className="grid justify-items-start gap-2">
      {evaluates && isUsable(state) ? (
        <Link href={`/runs/new?model=${encodeURIComponent(name)}`} className={buttonClass('secondary', 'small')}>
          Evaluate<span className="sr-only"> {name}</span>
        </Link>
      ) : null}
      {detail === null ? (
        evaluates && isUsable(state) ? null : (
          <span>Nothing, it is used where it is needed.</span>
        )
      ) : (
        <Advice text={detail} />
      )}
    </div>
  )
}
