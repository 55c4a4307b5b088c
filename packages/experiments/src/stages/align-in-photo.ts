import { createLandmarks, failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import type { ExactLandmarks } from '@maskmirror/datasets'
import { alignFace, type FaceFinder } from '@maskmirror/faces'
import { applyAffine } from '@maskmirror/imaging/geometry'
import type { AlignedPhoto } from './aligned-photo.ts'

/** Who says where the face is: the generator, which knows, or a finder, which looks. */
export type FaceSource = { readonly kind: 'exact' } | { readonly kind: 'finder'; readonly finder: FaceFinder }

/**
 * Finds the face of a photo and cuts it out.
 *
 * @param exact the generator's own points; used, and needed, when the source is `exact`
 */
export async function alignInPhoto(
  image: Image,
  exact: ExactLandmarks | null,
  source: FaceSource,
): Promise<Outcome<AlignedPhoto>> {
  if (source.kind === 'exact') {
    if (exact === null) return failed('no-exact-landmarks', 'the data set gives no exact landmarks for this photo')
    return succeeded(cut(image, exact, { detectorScore: null, detail: 'exact landmarks' }))
  }
  const found = await source.finder.find(image)
  if (!found.ok) return found
  const { alignmentPoints, landmarks68, score, facesInPhoto, landmarkMethod } = found.value
  const faces = facesInPhoto === 1 ? '1 face' : `1 of ${facesInPhoto} faces`
  const detail = `${faces}, score ${score.toFixed(2)}, landmarks by ${landmarkMethod}`
  return succeeded(cut(image, { arcface5: alignmentPoints, ibug68: landmarks68 }, { detectorScore: score, detail }))
}

function cut(
  image: Image,
  points: ExactLandmarks,
  found: Pick<AlignedPhoto, 'detectorScore' | 'detail'>,
): AlignedPhoto {
  const { crop, toCrop } = alignFace(image, points.arcface5)
  const landmarks = createLandmarks('ibug68', applyAffine(toCrop, points.ibug68.points))
  const photoSide = Math.min(image.width, image.height)
  return { crop, landmarks, photoLandmarks: points.ibug68, photoSide, drawnMask: null, ...found }
}
