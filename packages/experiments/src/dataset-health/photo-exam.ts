import type { Failure, Outcome } from '@maskmirror/core'
import type { PerceptualHash } from '@maskmirror/datasets'
import type { MaskDecision } from '@maskmirror/faces'
import { decodeShard, encodeShard } from '../stages/shard-codec.ts'

/** What was found out about one photo. */
export interface PhotoExam {
  /** SHA-256 of the file; null when it cannot be read. */
  readonly content: string | null
  /** Of the decoded picture, or why there is none. */
  readonly picture: Outcome<PerceptualHash>
  /** null when nobody looked for it. */
  readonly face: Outcome<FaceExam> | null
}

export interface FaceExam {
  /** Of the face as it was cut out and turned upright. */
  readonly hash: PerceptualHash
  /** Of unit length; null without a recogniser. */
  readonly embedding: Float32Array | null
  /** null when nobody decides. */
  readonly mask: Pick<MaskDecision, 'decision' | 'where' | 'probability'> | null
}

interface StoredHash {
  shape: string
  detail: string
}

interface StoredExam {
  content: string | null
  picture: StoredHash | Failure
  face: { hash: StoredHash; embedding: number | null; mask: FaceExam['mask'] } | Failure | null
}

/** Embeddings are float32 behind the rest and come back bit for bit. */
export function encodeExams(exams: readonly PhotoExam[]): Promise<Uint8Array> {
  const rows: Uint8Array[] = []
  const store = (embedding: Float32Array | null) => {
    if (embedding === null) return null
    rows.push(new Uint8Array(Float32Array.from(embedding).buffer))
    return embedding.length
  }
  const stored = exams.map(
    ({ content, picture, face }): StoredExam => ({
      content,
      picture: picture.ok ? storeHash(picture.value) : picture,
      face: face?.ok
        ? { ...face.value, hash: storeHash(face.value.hash), embedding: store(face.value.embedding) }
        : face,
    }),
  )
  return encodeShard(stored, rows)
}

export async function decodeExams(bytes: Uint8Array): Promise<PhotoExam[]> {
  const { header, body } = await decodeShard<StoredExam[]>(bytes)
  // a copy, because float32 must begin at a multiple of four bytes
  const values = new Float32Array(Uint8Array.from(body).buffer)
  let offset = 0
  const read = (length: number | null) => {
    if (length === null) return null
    offset += length
    return values.subarray(offset - length, offset)
  }
  return header.map(({ content, picture, face }): PhotoExam => {
    const found = face !== null && 'hash' in face
    return {
      content,
      picture: 'shape' in picture ? { ok: true, value: readHash(picture) } : picture,
      face: found
        ? { ok: true, value: { hash: readHash(face.hash), embedding: read(face.embedding), mask: face.mask } }
        : face,
    }
  })
}

function storeHash({ shape, detail }: PerceptualHash): StoredHash {
  return { shape: Buffer.from(shape).toString('hex'), detail: Buffer.from(detail).toString('hex') }
}

function readHash({ shape, detail }: StoredHash): PerceptualHash {
  return { shape: Uint8Array.from(Buffer.from(shape, 'hex')), detail: Uint8Array.from(Buffer.from(detail, 'hex')) }
}
