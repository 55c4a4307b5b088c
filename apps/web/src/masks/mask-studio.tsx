'use client'

import type { CoverType } from '@maskmirror/mask-the-face'
import { Notice } from '@maskmirror/ui/notice'
import { useSuspenseQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '#trpc/client.tsx'
import { ChoicePanel } from './choice-panel.tsx'
import { CoverDetail } from './cover-detail.tsx'
import { CoverGrid } from './cover-grid.tsx'
import { FaceChoice } from './face-choice.tsx'
import { defaultChoices } from './mask-choices.ts'
import { PhotoSource } from './photo-source.tsx'
import { SubjectProblem } from './subject-problem.tsx'
import { useDrawnCovers } from './use-drawn-covers.ts'
import { useMaskStudio } from './use-mask-studio.ts'

/** Every cover on one photo, drawn in the browser as the choices change. */
export function MaskStudio() {
  const trpc = useTRPC()
  const [{ data: demonstrationFaces }, { data: models }] = useSuspenseQueries({
    queries: [trpc.masks.demonstrationFaces.queryOptions(), trpc.models.list.queryOptions()],
  })
  const landmarker = models.find(({ task }) => task === 'landmarks') ?? null
  const [first] = demonstrationFaces
  const studio = useMaskStudio(first === undefined ? null : { kind: 'demonstration', face: first })
  const [choices, setChoices] = useState(defaultChoices)
  const [shown, setShown] = useState<CoverType>('surgical')
  const masks = studio.workers?.masks ?? null
  const { covers, done, error } = useDrawnCovers(masks, studio.scene, choices)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="grid gap-4">
        <PhotoSource
          demonstrationFaces={demonstrationFaces}
          source={studio.subject?.source ?? null}
          onOpen={studio.open}
          landmarker={landmarker}
        />
        {studio.problem === null ? null : <SubjectProblem problem={studio.problem} />}
        {error === null ? null : (
          <Notice tone="bad" title="The masks could not be drawn" alert>
            {error.message}
          </Notice>
        )}
        {studio.subject === null ? null : (
          <FaceChoice subject={studio.subject} chosen={studio.chosen} onChoose={studio.choose} />
        )}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-8 lg:grid-cols-[15rem_minmax(0,1fr)_minmax(0,24rem)]">
        <ChoicePanel choices={choices} onChange={setChoices} onPrint={studio.print} />
        <CoverGrid
          scene={studio.scene}
          covers={covers}
          done={done}
          step={studio.step}
          shown={shown}
          onShow={setShown}
        />
        <CoverDetail masks={masks} subject={studio.subject} scene={studio.scene} type={shown} choices={choices} />
      </div>
    </div>
  )
}
