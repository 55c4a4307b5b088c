import { Notice } from '@maskmirror/ui/notice'
import { Section } from '@maskmirror/ui/section'
import { countOf } from '#format/count.ts'
import type { ExaminedPhoto } from '#landmarks/landmark-calls.ts'
import type { MarkName } from './draw-marks.ts'
import { FaceCard } from './face-card.tsx'
import { MarkedPhoto } from './marked-photo.tsx'

export interface PhotoResultProps {
  name: string
  photo: ExaminedPhoto
  marks: readonly MarkName[]
  mirrored?: boolean
}

/** A photo and its faces. */
export function PhotoResult({ name, photo, marks, mirrored = false }: PhotoResultProps) {
  const { faces, original, pixels } = photo
  const scaled = pixels.width !== original.width || pixels.height !== original.height
  const size = `${original.width} × ${original.height} pixels${scaled ? `, examined at ${pixels.width} × ${pixels.height}` : ''}`
  return (
    <Section title={name} lead={`${size}, ${countOf(faces.length, 'face', 'faces')}`}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
        <MarkedPhoto photo={photo} marks={marks} mirrored={mirrored} label={`${name}, with what was found`} />
        <div className="grid gap-3">
          {faces.length === 0 ? (
            <Notice tone="warn" title="No face was found">
              One that is small in the photo, turned away or covered may be missed. The photo was looked at again for
              fainter faces, with a margin around it and part by part.
            </Notice>
          ) : (
            faces.map((face, index) => <FaceCard key={index} face={face} number={index + 1} photoName={name} />)
          )}
        </div>
      </div>
    </Section>
  )
}
