'use client'

import { Button } from '@maskmirror/ui/button'
import { ChoiceGroup } from '@maskmirror/ui/choice'
import { FileDrop } from '@maskmirror/ui/file-drop'
import { Notice } from '@maskmirror/ui/notice'
import { ProgressBar } from '@maskmirror/ui/progress-bar'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countOf } from '#format/count.ts'
import { LandmarkerNotice } from '#landmarks/landmarker-notice.tsx'
import { downloadBlob } from '#photos/download-blob.ts'
import { useTRPC } from '#trpc/client.tsx'
import { type MarkName, markNames } from './draw-marks.ts'
import { PhotoResult } from './photo-result.tsx'
import { pointsFile } from './points-file.ts'
import { maxEntries, useFaceStudio } from './use-face-studio.ts'

const markLabels: Readonly<Record<MarkName, string>> = {
  box: 'Box',
  mesh: '478 points',
  points68: '68 points',
  points5: 'Five points',
  direction: 'Where it looks',
}

/** What is found on photos and in the camera's picture, in the browser. */
export function FaceStudio() {
  const trpc = useTRPC()
  const { data: models } = useSuspenseQuery(trpc.models.list.queryOptions())
  const landmarker = models.find(({ task }) => task === 'landmarks') ?? null
  const [marks, setMarks] = useState<readonly MarkName[]>(['box', 'points68', 'direction'])
  const { entries, progress, webcam, live, liveProblem, open, clear } = useFaceStudio()
  const examined = entries.flatMap((entry) => (entry.ok ? [entry] : []))
  const faceCount = examined.reduce((sum, { photo }) => sum + photo.faces.length, 0)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="grid gap-4 lg:sticky lg:top-6">
        <FileDrop
          label="Drop photos here, paste one, or choose files"
          hint={`Nothing is uploaded. The last ${maxEntries} stay here.`}
          accept="image/*"
          multiple
          pastes
          onFiles={open}
        />
        <Button onClick={webcam.on ? webcam.stop : webcam.start}>
          {webcam.on ? 'Turn the camera off' : 'Use the camera'}
        </Button>
        <ChoiceGroup
          legend="Drawn over the photo"
          name="marks"
          choices={markNames.map((name) => ({ value: name, label: markLabels[name] }))}
          chosen={marks}
          onToggle={(name, chosen) =>
            setMarks((before) => markNames.filter((known) => (known === name ? chosen : before.includes(known))))
          }
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <LandmarkerNotice landmarker={landmarker} />
        {webcam.problem === null ? null : (
          <Notice tone="bad" title="The camera could not be used" alert>
            {webcam.problem}
          </Notice>
        )}
        {webcam.on && liveProblem !== null ? (
          <Notice tone="bad" title="The camera’s picture could not be examined" alert>
            {liveProblem}
          </Notice>
        ) : null}
        {live === null ? null : <PhotoResult name="Camera" photo={live} marks={marks} mirrored />}
        <div className="flex min-h-9 flex-wrap items-center justify-between gap-3">
          <p role="status" className="text-sm text-ink-soft">
            {progress === null
              ? entries.length === 0
                ? 'No photos yet.'
                : `${countOf(faceCount, 'face', 'faces')} on ${countOf(entries.length, 'photo', 'photos')}`
              : `Examining photo ${progress.done + 1} of ${progress.total}`}
          </p>
          {entries.length === 0 ? null : (
            <div className="flex flex-wrap gap-2">
              <Button
                size="small"
                disabled={faceCount === 0}
                onClick={() => downloadBlob(new Blob([pointsFile(examined)]), 'faces.jsonl')}
              >
                Points of all faces
              </Button>
              <Button size="small" variant="quiet" onClick={clear}>
                Clear
              </Button>
            </div>
          )}
        </div>
        {progress === null ? null : (
          <ProgressBar
            value={progress.done / progress.total}
            label="Examining photos"
            text={`${progress.done} of ${progress.total}`}
            size="thin"
          />
        )}
        {entries.toReversed().map((entry) =>
          entry.ok ? (
            <PhotoResult key={entry.id} name={entry.name} photo={entry.photo} marks={marks} />
          ) : (
            <Notice key={entry.id} tone="bad" title={entry.name} alert>
              {entry.detail}
            </Notice>
          ),
        )}
      </div>
    </div>
  )
}
