import { Notice } from '@maskmirror/ui/notice'
import type { SubjectFailure } from './open-subject.ts'
import type { MaskStudio } from './use-mask-studio.ts'

const titles: Readonly<Record<SubjectFailure, string>> = {
  'not-a-picture': 'This is no photo that can be read',
  'file-too-large': 'The file is too large',
  'no-face': 'There is no face on this photo',
  'model-missing': 'The landmark model is missing',
  failed: 'The photo could not be opened',
}

/** Why the last photo was not opened. */
export function SubjectProblem({ problem }: { problem: NonNullable<MaskStudio['problem']> }) {
  const { reason, detail, source } = problem
  const name = source.kind === 'file' ? source.file.name : source.face.name
  return (
    <Notice tone="bad" title={titles[reason]} alert>
      <p>
        <span className="font-medium">{name}</span>: {detail}.
      </p>
    </Notice>
  )
}
