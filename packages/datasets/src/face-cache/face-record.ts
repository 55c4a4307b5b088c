import type { Failure } from '@maskmirror/core'

/** Coordinates of a face: `arcface5`, then `ibug68`. */
export const pointValues = (5 + 68) * 2

const kinds = { failure: 0, face: 1 } as const

/** A kind, then three bytes that are 0. */
const kindBytes = 4

const pointBytes = pointValues * 4

/** A face that was cut out of a photo. */
export interface FaceRecord {
  /** `arcface5` and `ibug68` in pixels of the crop: 146 values. */
  readonly points: Float32Array
  /** RGB rows, or a JPEG file, as the cache's description says. */
  readonly picture: Uint8Array
}

export function encodeFace({ points, picture }: FaceRecord): Uint8Array {
  const payload = new Uint8Array(kindBytes + pointBytes + picture.length)
  const view = new DataView(payload.buffer)
  view.setUint8(0, kinds.face)
  for (const [i, value] of points.entries()) view.setFloat32(kindBytes + i * 4, value, true)
  payload.set(picture, kindBytes + pointBytes)
  return payload
}

/** Why a photo gives no face. */
export function encodeFailure({ reason, detail }: Failure): Uint8Array {
  const text = Buffer.from(JSON.stringify({ reason, detail }))
  const payload = new Uint8Array(kindBytes + text.length)
  payload[0] = kinds.failure
  payload.set(text, kindBytes)
  return payload
}

export function isFacePayload(payload: Uint8Array): boolean {
  return payload[0] === kinds.face
}

/** @param payload of a face; the picture is a view of it */
export function decodeFace(payload: Uint8Array): FaceRecord {
  const pointsEnd = kindBytes + pointBytes
  // a copy, because float32 must begin at a multiple of four bytes
  const points = new Float32Array(new Uint8Array(payload.subarray(kindBytes, pointsEnd)).buffer)
  return { points, picture: payload.subarray(pointsEnd) }
}

/** @param payload of a failure */
export function decodeFailure(payload: Uint8Array): { readonly reason: string; readonly detail: string } {
  return JSON.parse(Buffer.from(payload.subarray(kindBytes)).toString('utf8')) // our own, its checksum was right
}
