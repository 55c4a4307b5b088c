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
  /** How it was found, for reports. */
  readonly detail: string
}

/** Why a photo gives no aligned face: a word of the decoder, the finder or the mask generator. */
export type AlignedOutcome = Outcome<AlignedPhoto>

type Entry =
  | { ok: true; landmarks: number[]; photoLandmarks: number[]; detail: string }
  | { ok: false; reason: string; detail: string }

/** Stores outcomes in their order; float32 coordinates and pixels come back bit for bit. */
export function encodeAligned(outcomes: readonly AlignedOutcome[]): Promise<Uint8Array> {
  const entries = outcomes.map((outcome): Entry => {
    if (!outcome.ok) return { ok: false, reason: outcome.reason, detail: outcome.detail }
    const { landmarks, photoLandmarks, detail } = outcome.value
    return { ok: true, landmarks: [...landmarks.points], photoLandmarks: [...photoLandmarks.points], detail }
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
        detail: entry.detail,
      },
    }
  })
}
