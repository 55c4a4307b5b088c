import { mkdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson, createProgressMeter } from '@maskmirror/core'
import { DatasetError, faceGeneratorVersion, type ListedPicture, listPictures } from '@maskmirror/datasets'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates, generatorVersion, maskTypes } from '@maskmirror/mask-the-face'
import { writeAtomically } from '@maskmirror/storage'
import type { FileWork } from '../dataset-files/import-dataset.ts'
import { openRecordFile } from '../picture-folder/record-file.ts'
import { workThrough } from '../picture-folder/work-through.ts'
import { throwIfCancelled } from '../stages/run-shards.ts'
import { faceLabels } from './face-labels.ts'
import { createFacePool } from './face-pool.ts'
import { type FacesRequest, worldOf } from './faces-request.ts'
import type { FaceLine } from './write-face.ts'

export interface GeneratedFaces {
  readonly folder: string
  readonly pictures: number
  /** With a mask, and those where one was wanted but its landmarks do not allow it. */
  readonly masked: number
  readonly unmaskable: number
  /** Drawn now; the others were there already. */
  readonly drawn: number
  readonly seconds: number
}

/**
 * Writes a set of generated faces: `photos/PERSON/NUMBER.jpg`, `alpha/PERSON/NUMBER.png` where something is before the face,
 * `labels.csv`, and `faces.jsonl` with landmarks and parameters of every picture. The folder appears in one step when it is whole; what
 * was interrupted lies beside it as `FOLDER.generating` and is continued. The same request gives the same bytes.
 *
 * @param options.jobs drawing threads, ≥ 1
 * @throws DatasetError `bad-derived` when something else lies there, `bad-option`; PictureFolderError `unwritable-output`
 */
export async function generateFaces(
  request: FacesRequest,
  { folder, jobs }: { folder: string; jobs: number },
  work: FileWork,
): Promise<GeneratedFaces> {
  const startMs = work.clockMs()
  const recipe = `${canonicalJson({ faceGeneratorVersion, maskGeneratorVersion: generatorVersion, request })}\n`
  const growing = `${folder}.generating`
  const isWhole = await isOurs(folder, recipe)
  if (!isWhole) await isOurs(growing, recipe)
  const home = isWhole ? folder : growing
  if (!isWhole) {
    await mkdir(home, { recursive: true })
    await writeAtomically(join(home, 'generated.json'), Buffer.from(recipe))
  }
  const { lines, drawn } = await drawMissing(request, home, jobs, work)
  if (!isWhole) {
    await writeAtomically(join(home, 'labels.csv'), Buffer.from(faceLabels(lines)))
    await writeAtomically(join(home, 'layout.txt'), Buffer.from('list\n'))
    await rename(home, folder)
  }
  const count = (mask: FaceLine['mask']) => lines.filter((line) => line.mask === mask).length
  return {
    folder,
    pictures: lines.length,
    masked: count('worn'),
    unmaskable: count('unmaskable'),
    drawn,
    seconds: (work.clockMs() - startMs) / 1000,
  }
}

/** What is in the record is on disk: lines are written after pictures. */
async function drawMissing(
  request: FacesRequest,
  home: string,
  jobs: number,
  { signal, onProgress, clockMs }: FileWork,
): Promise<{ lines: FaceLine[]; drawn: number }> {
  const { world, masks, styles, ...set } = request
  const pictures = listPictures({ ...set, world: worldOf(world) })
  const record = await openRecordFile<FaceLine>({
    ...{ folder: home, name: 'faces.jsonl', isFirst: () => true },
    parse: parseLine,
  })
  const lines = new Map<string, FaceLine>()
  for (const [file, [line]] of record.known) lines.set(file, line!)
  const missing = pictures.filter(({ id }) => !lines.has(`photos/${id}`))
  const meter = createProgressMeter('draw faces', pictures.length, onProgress, clockMs)
  meter.skip(pictures.length - missing.length)
  try {
    if (missing.length > 0) {
      const templates = masks === 0 ? null : await createMaskTemplates(rasteriseSvg, maskTypes)
      const pool = createFacePool(Math.min(jobs, missing.length), { templates, styles })
      try {
        await makeFolders(home, missing)
        await workThrough(missing, { atATime: jobs * 3, signal }, async ({ id, request: picture }) => {
          const file = `photos/${id}`
          const paths = { photo: join(home, file), alpha: join(home, 'alpha', id.replace(/jpg$/, 'png')) }
          const line = await pool.run({ file, request: picture, masks, ...paths })
          await record.add(file, [line])
          lines.set(file, line)
          meter.advance(1)
        })
      } finally {
        await pool.close()
      }
    }
  } finally {
    await record.finish()
  }
  throwIfCancelled(signal)
  return { lines: pictures.map(({ id }) => lines.get(`photos/${id}`)!), drawn: missing.length }
}

async function makeFolders(home: string, pictures: readonly ListedPicture[]): Promise<void> {
  for (const person of new Set(pictures.map(({ request }) => request.person))) {
    for (const kind of ['photos', 'alpha']) await mkdir(join(home, kind, person), { recursive: true })
  }
}

/** A whole line of our own; null for what a killed process left. */
function parseLine(text: string): FaceLine | null {
  try {
    return JSON.parse(text) as FaceLine
  } catch {
    return null
  }
}

/**
 * @returns whether the folder is there
 * @throws DatasetError `bad-derived` when it holds something else
 */
async function isOurs(folder: string, recipe: string): Promise<boolean> {
  if ((await stat(folder).catch(() => null)) === null) return false
  if ((await readFile(join(folder, 'generated.json'), 'utf8').catch(() => null)) === recipe) return true
  throw new DatasetError({
    code: 'bad-derived',
    message: `Expected ${folder} to be free, or to hold the faces that are asked for, but something else is there. Choose another name`,
    details: { folder },
  })
}
