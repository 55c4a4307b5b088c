'use client'

import type { CoverType } from '@maskmirror/mask-the-face'
import { Button } from '@maskmirror/ui/button'
import { DescriptionList } from '@maskmirror/ui/description-list'
import { Disclosure } from '@maskmirror/ui/disclosure'
import { Notice } from '@maskmirror/ui/notice'
import { Section } from '@maskmirror/ui/section'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { Skeleton } from '@maskmirror/ui/skeleton'
import { useMemo, useState } from 'react'
import { downloadBlob } from '#photos/download-blob.ts'
import { PixelCanvas } from '#photos/pixel-canvas.tsx'
import type { WorkerClient } from '../workers/worker-calls.ts'
import { coverNames } from './cover-names.ts'
import type { DrawnCover, MaskCalls, MaskView } from './mask-calls.ts'
import type { MaskChoices } from './mask-choices.ts'
import type { Subject } from './open-subject.ts'
import { recordItems, recordsJson } from './record-text.ts'
import type { Scene } from './use-drawn-covers.ts'
import { useLatestResult } from './use-latest-result.ts'

const views: readonly { value: MaskView; label: string }[] = [
  { value: 'masked', label: 'With it' },
  { value: 'photo', label: 'Without' },
  { value: 'alpha', label: 'Alpha mask' },
]

export interface CoverDetailProps {
  masks: WorkerClient<MaskCalls> | null
  subject: Subject | null
  scene: Scene | null
  type: CoverType
  choices: MaskChoices
}

/** One cover on the whole photo, how it was drawn, and files to take away. */
export function CoverDetail({ masks, subject, scene, type, choices }: CoverDetailProps) {
  const [view, setView] = useState<MaskView>('masked')
  const request = useMemo(
    () => (masks === null || scene === null ? null : { masks, scene, type, choices, view }),
    [masks, scene, type, choices, view],
  )
  const { result, error } = useLatestResult(request, async ({ masks, ...asked }) => ({
    drawn: await masks.call('draw', asked),
    asked,
  }))
  const name = coverNames[type]
  return (
    <Section
      title={name}
      className="lg:sticky lg:top-6"
      actions={<SegmentedControl legend="Picture" name="view" value={view} options={views} onChange={setView} />}
    >
      <div className="grid gap-4">
        {result === null ? (
          <Skeleton className="aspect-square w-full" />
        ) : (
          <PixelCanvas
            pixels={result.drawn.pixels}
            label={`${coverNames[result.asked.type]}: ${views.find(({ value }) => value === result.asked.view)?.label}`}
            className="max-h-[70vh] w-full rounded-lg border border-line bg-track object-contain"
          />
        )}
        {error === null ? null : (
          <Notice tone="bad" title="This could not be drawn" alert>
            {error.message}
          </Notice>
        )}
        {masks === null || subject === null || result === null ? null : (
          <TakeAway masks={masks} subject={subject} drawn={result.drawn} type={type} choices={choices} />
        )}
      </div>
    </Section>
  )
}

interface TakeAwayProps {
  masks: WorkerClient<MaskCalls>
  subject: Subject
  drawn: DrawnCover
  type: CoverType
  choices: MaskChoices
}

/** Files of what is shown, and the record from which it can be drawn again. */
function TakeAway({ masks, subject: { source }, drawn, type, choices }: TakeAwayProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const photoName = source.kind === 'file' ? source.file.name : source.face.name
  const stem = `${photoName.replace(/\.[^.]*$/, '').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-${type}`
  const json = recordsJson(drawn)
  const savePng = (view: MaskView, suffix: string) =>
    masks.call('encode', { type, choices, view }).then(
      (png) => downloadBlob(png, `${stem}${suffix}.png`),
      (error: unknown) => setProblem(String(error)),
    )
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="primary" onClick={() => void savePng('masked', '')}>
          Download picture
        </Button>
        <Button size="small" onClick={() => void savePng('alpha', '-alpha')}>
          Alpha mask
        </Button>
        <Button size="small" onClick={() => void savePng('photo', '-photo')}>
          Photo without
        </Button>
        {json === null ? null : (
          <Button
            size="small"
            onClick={() => downloadBlob(new Blob([json], { type: 'application/json' }), `${stem}.json`)}
          >
            Record
          </Button>
        )}
      </div>
      {problem === null ? null : (
        <Notice tone="bad" title="The file could not be made" alert>
          {problem}
        </Notice>
      )}
      <DescriptionList items={recordItems(drawn)} />
      {json === null ? null : (
        <Disclosure summary="The record">
          <p className="mb-2 text-xs text-ink-soft">
            <code>redrawMask</code> of <code>@maskmirror/mask-the-face</code> draws the same pixels from it and the
            photo without, here and in Node. Of several faces it is a list, each to be drawn on what the one before
            gave.
          </p>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs a tab stop (WCAG 2.1.1)
            tabIndex={0}
            className="max-h-80 overflow-auto rounded-lg border border-line bg-canvas p-3 text-xs"
          >
            {json}
          </pre>
        </Disclosure>
      )}
    </>
  )
}
