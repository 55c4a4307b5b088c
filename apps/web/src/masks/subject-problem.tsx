import { Notice } from '@maskmirror/ui/notice'
import { Advice } from '#models/advice.tsx'
import type { ModelSummary } from '#trpc/outputs.ts'
import type { SubjectFailure } from './open-subject.ts'
import type { MaskStudio } from './use-mask-studio.ts'

const titles: Readonly<Record<SubjectFailure, string>> = {
  'not-a-picture': 'This is no photo that can be read',
  'file-too-large': 'The file is too large',
  'no-face': 'There is no face on this photo',
  'model-missing': 'The landmark model is missing',
  failed: 'The photo could not be opened',
}

export interface SubjectProblemProps {
  problem: NonNullable<MaskStudio['problem']>
  landmarker: ModelSummary | null
}

/** Why the last photo was not opened. */
export function SubjectProblem({ problem: { reason, detail, source }, landmarker }: SubjectProblemProps) {
  const name = source.kind === 'file' ? source.file.name : source.face.name
  return (
    <Notice tone="bad" title={titles[reason]} alert>
      <p>
        <span className="font-medium">{name}</span>: {detail}.
      </p>
      {reason === 'model-missing' && typeof landmarker?.detail === 'string' ? (
        <Advice text={landmarker.detail} />
      ) : null}
    </Notice>
  )
}
