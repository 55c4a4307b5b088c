import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { countOf } from '#format/count.ts'
import type { Subject } from './open-subject.ts'

export interface FaceChoiceProps {
  subject: Subject
  chosen: readonly number[]
  onChoose: (faces: readonly number[]) => void
}

/** What is drawn on, and on which of its faces. */
export function FaceChoice({ subject: { source, pixels, original, faces }, chosen, onChoose }: FaceChoiceProps) {
  const name = source.kind === 'file' ? source.file.name : source.face.name
  const scaled = pixels.width !== original.width || pixels.height !== original.height
  const all = chosen.length === faces.length
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <p role="status" className="min-w-0 break-words text-ink-soft">
        <span className="font-medium text-ink">{name}</span>, {original.width} × {original.height} pixels
        {scaled ? `, drawn on at ${pixels.width} × ${pixels.height}` : ''}, {countOf(faces.length, 'face', 'faces')}
      </p>
      {faces.length === 1 ? null : (
        <SegmentedControl
          legend="Draw on"
          name="faces"
          value={all ? 'all' : String(chosen[0])}
          options={[
            { value: 'all', label: 'All faces' },
            ...faces.map((_, index) => ({ value: String(index), label: `Face ${index + 1}` })),
          ]}
          onChange={(value) => onChoose(value === 'all' ? faces.map((_, index) => index) : [Number(value)])}
        />
      )}
    </div>
  )
}
