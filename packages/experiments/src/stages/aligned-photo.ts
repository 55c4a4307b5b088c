import { createImage, createLandmarks, type Image, type Landmarks, type Outcome } from '@maskmirror/core'
import { decodeShard, encodeShard } from './shard-codec.ts'

/** Side of an aligned crop, pixels: ArcFace's. */
export const cropSide = 112

const cropBytes = cropSide * cropSide * 3

/** A face found in a photo (or in a photo with a mask drawn on it) and cut out of it. */
export interface AlignedPhoto {
  /** RGB, 112×112. */
  readonly crop: Image
  /** `ibug68` in pixels of the crop. */
  readonly landmarks: Landmarks
  /** `ibug68` in pixels of the photo. */
  readonly photoLandmarks: Landmarks
  /** Of the face in the photo, 0..1; null where nothing looked for it. */
  readonly detectorScore: number | null
  /** Shorter side of the photo, pixels. */
  readonly photoSide: number
  /** What was drawn on the photo; null when nothing was. */
  readonly drawnMask: SeenMask | null
  /** How it was found, for reports. */
  readonly detail: string
}

/** A mask as slices of results name it. */
export interface SeenMask {
  readonly type: string
  /** A colour's name, or `#rrggbb`. */
  readonly colour: string
  /** 0..1: share of the face that a drawn mask hides, or of the lower face's inner part for one that was read from a picture. */
  readonly coverage: number
}

/** Why a photo gives no aligned face: a word of the decoder, the finder or the mask generator. */
export type AlignedOutcome = Outcome<AlignedPhoto>

type Entry =
  | ({ ok: true; landmarks: number[]; photoLandmarks: number[] } & Pick<
      AlignedPhoto,
      'detectorScore' | 'photoSide' | 'drawnMask' | 'detail'
    >)
  | { ok: false; reason: string; detail: string }

/** Stores outcomes in their order; float32 coordinates and pixels come back bit for bit. */
export function encodeAligned(outcomes: readonly AlignedOutcome[]): Promise<Uint8Array> {
  const entries = outcomes.map((outcome): Entry => {
    if (!outcome.ok) return { ok: false, reason: outcome.reason, detail: outcome.detail }
    const { crop: _, landmarks, photoLandmarks, ...facts } = outcome.value
    return { ok: true, landmarks: [...landmarks.points], photoLandmarks: [...photoLandmarks.points], ...facts }
  })
  const crops = outcomes.flatMap((outcome) => (outcome.ok ? [new Uint8Array(outcome.value.crop.data)] : []))
  return encodeShard(entries, crops)
}

export async function decodeAligned(bytes: Uint8Array): Promise<AlignedOutcome[]> {
  const { header, body } = await decodeShard<Entry[]>(bytes)
  let offset = 0
  return header.map((entry) => {
    if (!entry.ok) return entry
    const pixels = new Uint8ClampedArray(body.buffer, body.byteOffset + offset, cropBytes)
    offset += cropBytes
    return {
      ok: true,
      value: {
        crop: createImage(cropSide, cropSide, 3, pixels),
        landmarks: createLandmarks('ibug68', entry.landmarks),
        photoLandmarks: createLandmarks('ibug68', entry.photoLandmarks),
        detectorScore: entry.detectorScore,
        photoSide: entry.photoSide,
        drawnMask: entry.drawnMask,
        detail: entry.detail,
      },
    }
  })
}
