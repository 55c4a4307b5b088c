'use client'

import { Disclosure } from '@maskmirror/ui/disclosure'
import { LineChart } from '@maskmirror/ui/line-chart'
import { Notice } from '@maskmirror/ui/notice'
import { Section } from '@maskmirror/ui/section'
import { formatCount } from '#format/count.ts'
import { LocalTime } from '#format/local-time.tsx'
import { formatRate } from '#format/rate.ts'
import { PairPicture } from '#results/pair-picture.tsx'
import { RunProgress } from '#runs/run-progress.tsx'
import { isActive } from '#runs/run-state.ts'
import { RunStatusBadge } from '#runs/run-status-badge.tsx'
import { PageHeading } from '#shell/page-heading.tsx'
import { PageStack } from '#shell/page-stack.tsx'
import type { TrainingDetail, TrainingMetrics } from '#trpc/outputs.ts'
import { TrainingActions } from './training-actions.tsx'
import { useWatchedTraining } from './use-watched-training.ts'

/** The page of one training, from waiting to its model. */
export function TrainingView({ id }: { id: string }) {
  const { training, metrics, interrupted } = useWatchedTraining(id)
  return (
    <PageStack>
      <PageHeading
        title={training.name}
        lead={
          <div className="grid gap-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <RunStatusBadge status={training.status} />
              <span className="tabular-nums">
                started <LocalTime iso={training.createdAt} /> · step {formatCount(metrics.steps)} of{' '}
                {formatCount(training.steps)}
              </span>
            </div>
            {training.backend === null ? null : <p className="text-xs">Computes with {training.backend}</p>}
            <p className="font-mono text-xs break-all text-ink-faint">{training.id}</p>
          </div>
        }
        actions={<TrainingActions training={training} />}
      />
      <State training={training} interrupted={interrupted} />
      {metrics.losses.length === 0 ? null : <Curves steps={training.steps} metrics={metrics} />}
      {training.examples.length === 0 ? null : <Examples examples={training.examples} />}
      <Disclosure summary="Configuration">
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs a tab stop (WCAG 2.1.1)
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-lg border border-line bg-surface px-4 py-3 font-mono text-xs text-ink-soft"
        >
          {JSON.stringify(training.file, null, 2)}
        </pre>
      </Disclosure>
    </PageStack>
  )
}

function State({ training, interrupted }: { training: TrainingDetail; interrupted: boolean }) {
  const { status, error, id, name } = training
  if (isActive(status)) return <RunProgress run={training} interrupted={interrupted} />
  if (status === 'cancelled') {
    return (
      <Notice title="Stopped" alert>
        Resume goes on from the last checkpoint, as if it had never stopped.
      </Notice>
    )
  }
  if (status === 'failed') {
    return (
      <Notice tone="bad" title="The training failed" alert>
        <p>{error?.message ?? 'The server gave no reason.'}</p>
        <p className="mt-2 text-ink-soft">When the cause is removed, resume goes on from the last checkpoint.</p>
      </Notice>
    )
  }
  return (
    <Notice title="Trained">
      The model lies with its card in the server’s data directory:{' '}
      <code className="break-all">
        trainings/{id}/{name}.onnx
      </code>
      . <code>maskmirror evaluate --model</code> takes it.
    </Notice>
  )
}

function Curves({ steps, metrics: { losses, errors } }: { steps: number; metrics: TrainingMetrics }) {
  const lines = (curves: TrainingMetrics['losses']) =>
    curves.map(({ name, points }) => ({
      name: words(name),
      points: points.map(({ step, value }) => ({ x: step, y: value })),
    }))
  const validated = errors.filter(({ points }) => points.length > 0)
  return (
    <Section title="Curves" lead="Losses by step, thinned to means; error rates of people who are not learned from.">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <LineChart
          title="Losses"
          lines={lines(losses)}
          xMax={steps}
          xLabel="step"
          formatX={(step) => formatCount(Math.round(step))}
          formatY={(loss) => loss.toFixed(2).replace('-', '−')}
        />
        {validated.length === 0 ? (
          <p className="text-ink-soft">No validation yet.</p>
        ) : (
          <LineChart
            title="FNMR of development people"
            lines={lines(validated)}
            xMax={steps}
            xLabel="step"
            formatX={(step) => formatCount(Math.round(step))}
            formatY={formatRate}
          />
        )}
      </div>
    </Section>
  )
}

/** `maskReal` becomes `mask real`. */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

function Examples({ examples }: { examples: TrainingDetail['examples'] }) {
  return (
    <Section title="Examples" lead="Faces of the first pass, x above x̂: the same crop, with a drawn mask.">
      <ul className="grid max-w-3xl grid-cols-3 gap-3 sm:grid-cols-6">
        {examples.map(({ unmasked, masked }, i) => (
          <li key={unmasked} className="grid gap-1.5">
            <PairPicture image={unmasked} alt={`Example ${i + 1}, bare`} />
            <PairPicture image={masked} alt={`Example ${i + 1}, masked`} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
