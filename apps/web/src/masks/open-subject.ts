import { createLandmarks, type Failure, failed, type Outcome, succeeded } from '@maskmirror/core'
import { ibug68FromMediapipe478 } from '@maskmirror/faces/browser-safe'
import type { PhotoFailure } from '#photos/decode-photo.ts'
import type { Pixels } from '#photos/pixels.ts'
import type { DemonstrationFace } from '#trpc/outputs.ts'
import type { StudioWorkers } from './studio-workers.ts'

/** Where a picture to draw on comes from. */
export type SubjectSource =
  | { readonly kind: 'demonstration'; readonly face: DemonstrationFace }
  | { readonly kind: 'file'; readonly file: File }

/** A photo and the faces on it. */
export interface Subject {
  readonly source: SubjectSource
  readonly pixels: Pixels
  readonly original: { readonly width: number; readonly height: number }
  /** 68 points each, pixels; at least one, the largest first. */
  readonly faces: readonly Float32Array[]
}

export type SubjectFailure = PhotoFailure | 'model-missing' | 'no-face' | 'failed'

/**
 * Reads a photo and finds its faces, all in the browser; the points of a demonstration face are known.
 *
 * @param onStep told what is being done, in words
 */
export async function openSubject(
  source: SubjectSource,
  workers: StudioWorkers,
  onStep: (step: string) => void,
): Promise<Outcome<Subject, SubjectFailure>> {
  try {
    onStep('Reading the photo')
    const opened = await workers.masks.call('open', await blobOf(source))
    if (!opened.ok) return opened
    const { pixels, original } = opened.value
    if (source.kind === 'demonstration') {
      return succeeded({ source, pixels, original, faces: [Float32Array.from(source.face.landmarks)] })
    }
    onStep('Finding faces')
    const found = await workers.landmarks().call('find', pixels)
    if (!found.ok) return found
    const faces = found.value.map((mesh) => ibug68FromMediapipe478(createLandmarks('mediapipe478', mesh)).points)
    if (faces.length > 0) return succeeded({ source, pixels, original, faces })
    return failed(
      'no-face',
      'Expected a face but found none; one that is small in the photo, turned away or covered may be missed',
    )
  } catch (error) {
    return failedUnexpectedly(error)
  }
}

async function blobOf(source: SubjectSource): Promise<Blob> {
  if (source.kind === 'file') return source.file
  const answer = await fetch(`/images/${source.face.image}.png`)
  if (!answer.ok) throw new Error(`Expected the demonstration face but the server answered ${answer.status}`)
  return answer.blob()
}

function failedUnexpectedly(error: unknown): Failure<'failed'> {
  return failed('failed', error instanceof Error ? error.message : String(error))
}
