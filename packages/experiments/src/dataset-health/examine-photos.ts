import { createHash } from 'node:crypto'
import { failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { DatasetError, type Photo, perceptualHash } from '@maskmirror/datasets'
import { alignFace, type FaceFinder, type MaskDecider } from '@maskmirror/faces'
import { ImagingError } from '@maskmirror/imaging'
import { decodeImage } from '@maskmirror/imaging/codec'
import { type Embedder, mapInOrder } from '@maskmirror/inference'
import { photoConcurrency, photosPerShard } from '../stages/faces-stage.ts'
import { readStage } from '../stages/read-stage.ts'
import { runShards, type StageContext } from '../stages/run-shards.ts'
import { decodeExams, encodeExams, type FaceExam, type PhotoExam } from './photo-exam.ts'

/** Who looks at faces; each may be missing, and what it would tell is then not known. */
export interface HealthTools {
  readonly finder: FaceFinder | null
  readonly embedder: Embedder | null
  readonly decider: MaskDecider | null
}

/**
 * Reads, hashes and decodes every photo, finds its face, embeds it and decides about a mask; from what is stored as far as it is
 * there.
 *
 * @param options.key artefact key
 */
export async function examinePhotos(
  options: { key: string; stage: string; photos: readonly Photo[]; tools: HealthTools },
  context: StageContext,
): Promise<PhotoExam[]> {
  const { key, stage, photos, tools } = options
  const compute = async (items: readonly Photo[]) => {
    const exams: Examined[] = []
    for await (const exam of mapInOrder(items, photoConcurrency, (photo) => examine(photo, tools))) exams.push(exam)
    return encodeExams(await withEmbeddings(exams, tools.embedder))
  }
  const shardSize = photosPerShard
  await runShards({ stage, key, items: photos, shardSize, compute }, context)
  return readStage({ key, shardSize, count: photos.length, decode: decodeExams }, context.artefacts)
}

/** An exam whose face is not embedded yet, because a recogniser takes a batch. */
interface Examined extends Pick<PhotoExam, 'content' | 'picture'> {
  readonly face: Outcome<{ readonly crop: Image; readonly mask: FaceExam['mask'] }> | null
}

async function examine(photo: Photo, { finder, decider }: HealthTools): Promise<Examined> {
  const bytes = await load(photo)
  if (!bytes.ok) return { content: null, picture: bytes, face: null }
  const content = createHash('sha256').update(bytes.value).digest('hex')
  const image = await decode(bytes.value)
  if (!image.ok) return { content, picture: image, face: null }
  const picture = succeeded(perceptualHash(image.value))
  if (finder === null) return { content, picture, face: null }
  const found = await finder.find(image.value)
  if (!found.ok) return { content, picture, face: found }
  const { crop } = alignFace(image.value, found.value.alignmentPoints)
  const decision = (await decider?.decide(image.value, found.value)) ?? null
  const mask =
    decision === null ? null : { decision: decision.decision, probability: decision.probability, where: decision.where }
  return { content, picture, face: succeeded({ crop, mask }) }
}

async function withEmbeddings(exams: readonly Examined[], embedder: Embedder | null): Promise<PhotoExam[]> {
  const crops = exams.flatMap(({ face }) => (face?.ok ? [face.value.crop] : []))
  const rows = embedder === null || crops.length === 0 ? null : await embedder.embed(crops)
  const dimension = rows === null ? 0 : rows.length / crops.length
  let row = 0
  return exams.map(({ face, ...others }): PhotoExam => {
    if (!face?.ok) return { ...others, face }
    const { crop, mask } = face.value
    const at = row++ * dimension
    const embedding = rows === null ? null : rows.subarray(at, at + dimension)
    return { ...others, face: succeeded({ hash: perceptualHash(crop), embedding, mask }) }
  })
}

async function load(photo: Photo): Promise<Outcome<Uint8Array>> {
  try {
    return succeeded(await photo.load())
  } catch (error) {
    const isOfPhoto = error instanceof DatasetError && ['unreadable-photo', 'file-too-large'].includes(error.code)
    if (isOfPhoto) return failed(error.code, error.message)
    throw error
  }
}

async function decode(bytes: Uint8Array): Promise<Outcome<Image>> {
  try {
    return succeeded(await decodeImage(bytes))
  } catch (error) {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    throw error
  }
}
