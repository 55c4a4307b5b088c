import { Button } from '@maskmirror/ui/button'
import { FileDrop } from '@maskmirror/ui/file-drop'
import { LandmarkerNotice } from '#landmarks/landmarker-notice.tsx'
import { maxSide } from '#photos/decode-photo.ts'
import type { DemonstrationFace, ModelSummary } from '#trpc/outputs.ts'
import type { SubjectSource } from './open-subject.ts'

export interface PhotoSourceProps {
  demonstrationFaces: readonly DemonstrationFace[]
  /** What is drawn on now. */
  source: SubjectSource | null
  /** Finds the points of a face; null when the server knows no such model. */
  landmarker: ModelSummary | null
  onOpen: (source: SubjectSource) => void
}

/** Where the picture comes from: the user's own photo, or a face that the server made. */
export function PhotoSource({ demonstrationFaces, source, landmarker, onOpen }: PhotoSourceProps) {
  return (
    <>
      <FileDrop
        label="Drop a photo here, paste one, or choose a file"
        hint={`Nothing is uploaded: the photo is read and drawn on in this browser only. Photos of more than ${maxSide} pixels a side are scaled down to that.`}
        accept="image/*"
        pastes
        onFiles={(files) => onOpen({ kind: 'file', file: files[0]! })}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm text-ink-soft">Or a face that the server made, nobody’s photo:</legend>
        <div className="flex flex-wrap gap-2">
          {demonstrationFaces.map((face) => (
            <Button
              key={face.image}
              size="small"
              aria-pressed={source?.kind === 'demonstration' && source.face.image === face.image}
              onClick={() => onOpen({ kind: 'demonstration', face })}
              className="aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
            >
              {face.name}
            </Button>
          ))}
        </div>
      </fieldset>
      <LandmarkerNotice landmarker={landmarker}>The generated faces work without it.</LandmarkerNotice>
    </>
  )
}
