import type { KnownFaceLine } from './face-line.ts'

/** What is in a record after a run. */
export interface FacesSummary {
  /** Pictures of the input. */
  readonly pictures: number
  /** Those with at least one face. */
  readonly withFaces: number
  /** Looked at by an earlier run with the same settings and models. */
  readonly alreadyDone: number
  /** Pictures without a face, for whatever reason. */
  readonly failed: number
  /** How many pictures gave no face for each reason, with the first of them. */
  readonly failures: readonly { reason: string; count: number; first: { file: string; detail: string } }[]
  readonly faces: number
  /** Faces that could not be used in pictures that have others. */
  readonly facesFailed: number
  /** Faces whose landmarks are the mean face's, because the mesh could not be trusted. */
  readonly templates: number
  /** Faces that wear a mask, and those where that is not sure. */
  readonly masked: number
  readonly maskUnsure: number
  /** Faces with each reason against them. */
  readonly quality: Readonly<Record<string, number>>
  /** Pictures with several frames or pages, of which the first was taken. */
  readonly severalFrames: number
  /** Files of the input that are no pictures. */
  readonly ignored: number
  readonly seconds: number
}

/** @param pictures the lines of each picture, in the order of the pictures */
export function summariseFaces(
  pictures: readonly (readonly KnownFaceLine[])[],
  known: Pick<FacesSummary, 'alreadyDone' | 'ignored' | 'seconds'>,
): FacesSummary {
  const failures = new Map<string, FacesSummary['failures'][number]>()
  const quality: Record<string, number> = {}
  let [withFaces, faces, facesFailed, templates, severalFrames] = [0, 0, 0, 0, 0]
  let [masked, maskUnsure] = [0, 0]
  for (const lines of pictures) {
    const found = lines.filter(({ ok }) => ok)
    faces += found.length
    if ((lines[0]?.frames ?? 1) > 1) severalFrames++
    for (const { landmarkMethod, mask, quality: judged } of found) {
      if (landmarkMethod === 'five-point-template') templates++
      if (mask?.decision === 'masked') masked++
      if (mask?.decision === 'unsure') maskUnsure++
      for (const reason of judged?.reasons ?? []) quality[reason] = (quality[reason] ?? 0) + 1
    }
    if (found.length > 0) {
      withFaces++
      facesFailed += lines.length - found.length
      continue
    }
    const { file = '', reason = '', detail = '' } = lines[0] ?? {}
    const before = failures.get(reason)
    if (before === undefined) failures.set(reason, { reason, count: 1, first: { file, detail } })
    else failures.set(reason, { ...before, count: before.count + 1 })
  }
  return {
    pictures: pictures.length,
    withFaces,
    alreadyDone: known.alreadyDone,
    failed: pictures.length - withFaces,
    failures: [...failures.values()].sort((a, b) => b.count - a.count),
    faces,
    facesFailed,
    templates,
    masked,
    maskUnsure,
    quality,
    severalFrames,
    ignored: known.ignored,
    seconds: known.seconds,
  }
}
