import { Button } from '@maskmirror/ui/button'
import { FileDrop } from '@maskmirror/ui/file-drop'
import { Notice } from '@maskmirror/ui/notice'
import { Advice } from '#models/advice.tsx'
import type { DemonstrationFace, ModelSummary } from '#trpc/outputs.ts'
import { maxSide } from './decode-photo.ts'
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
        hint={`Nothing is uploaded: the photo is read and drawn on in this browser only. The longer side is scaled down to ${maxSide} pixels.`}
        accept="image/*"
        pastes
        onFile={(file) => onOpen({ kind: 'file', file })}
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
      {landmarker === null || landmarker.state === 'present' ? null : (
        <Notice tone="warn" title="Own photos need the landmark model, whose file is not here">
          <Advice text={landmarker.detail ?? landmarker.description} />
          <p className="mt-1.5">The generated faces work without it.</p>
        </Notice>
      )}
    </>
  )
}
