import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage, type Image } from '@maskmirror/core'
import { decodeImage, encodeJpeg, encodePng } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import type { ModelRegistry } from '@maskmirror/inference'
import { describe, expect, test } from 'vitest'
import type { FaceFacts, FaceLine } from '../src/faces/face-line.ts'
import { FacesOptionsSchema, planFaces, resolveFacesModels, runFaces } from '../src/faces/index.ts'
import { readablePictures, unreadablePictures } from './hostile-pictures.ts'
import { contentsOf, temporaryFolder, writeFiles } from './picture-folder.ts'
import { tinyRegistry } from './tiny-face-models.ts'

/** Black with white squares of 32, each of which is a face for the small detector. */
function picture(squares: readonly (readonly [x: number, y: number])[], size = { width: 128, height: 128 }): Image {
  const image = createImage(size.width, size.height, 3)
  for (const [left, top] of squares) {
    for (let y = top; y < top + 32; y++) {
      image.data.fill(255, (y * size.width + left) * 3, (y * size.width + left + 32) * 3)
    }
  }
  return image
}

interface RunOptions {
  readonly options?: object
  readonly jobs?: number
  readonly contactSheet?: 'all' | 'failures'
  readonly signal?: AbortSignal
  readonly models?: ModelRegistry
  readonly detector?: string
  readonly onProgress?: () => void
}

async function faces(folder: string, out: string, run: RunOptions = {}) {
  const models = run.models ?? (await tinyRegistry(join(folder, 'models')))
  const plan = await planFaces({
    input: join(folder, 'in'),
    output: join(folder, out),
    options: FacesOptionsSchema.parse({ policy: 'largest', ...run.options }),
  })
  return runFaces(plan, {
    models: await resolveFacesModels(models, run.detector ?? 'yunet'),
    jobs: run.jobs ?? 1,
    contactSheet: run.contactSheet ?? null,
    signal: run.signal ?? new AbortController().signal,
    onProgress: run.onProgress ?? (() => {}),
    clockMs: () => 0,
  })
}

async function linesOf(folder: string): Promise<FaceLine[]> {
  const text = await readFile(join(folder, 'faces.jsonl'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const reasonOf = (line: FaceLine) => (line.ok ? null : line.reason)

describe('runFaces', () => {
  test('a line for each face: box, points, transform with inverse, crop', async () => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'in'), { 'deep/a.png': await encodePng(picture([[64, 32]])) })
    const { summary } = await faces(folder.path, 'out', { options: { crops: 'png', size: 56 } })
    expect(summary).toMatchObject({ pictures: 1, withFaces: 1, faces: 1, failed: 0, severalFrames: 0 })
    const [line, ...others] = await linesOf(join(folder.path, 'out'))
    expect(others).toEqual([])
    expect(line).toMatchObject({
      ...{ file: 'deep/a.png', width: 128, height: 128, frames: 1, face: 0, faces: 1, ok: true },
      box: [64, 32, 32, 32],
      crop: { file: 'crops/deep/a.png.0.png' },
    })
    const face = line as FaceLine & FaceFacts
    expect(face.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(face.points5[0]).toEqual([73.6, 44.8]) // three and four tenths of the square's side from its corner
    expect([face.points5.length, face.landmarks68.length]).toEqual([5, 68])
    expect(face.quality.reasons).toContain('small')
    expect(['masked', 'bare', 'unsure']).toContain(face.mask.decision)
    expect(face.mask.probability >= 0.5).toBe(['correct', 'below-nose'].includes(face.mask.where!))
    const points = [0, 0, 112, 0, 0, 112]
    const back = applyAffine(face.fromCrop, applyAffine(face.toCrop, points))
    for (const [i, value] of points.entries()) expect(back[i]).toBeCloseTo(value, 3)
    const crop = await readFile(join(folder.path, 'out', face.crop!.file))
    expect(crop.length).toBe(face.crop!.bytes)
    expect(await decodeImage(crop)).toMatchObject({ width: 56, height: 56 })
  })

  test('policies: the largest, the most central, all, or an error; a mask where the detector tells', async () => {
    await using folder = await temporaryFolder()
    // looked at in half its size: the square of 64 is a face, and so are its cells, of which 20 are too small to be used
    const size = { width: 1280, height: 1216 }
    const corners = [640, 672].flatMap((x) => [576, 608].map((y) => [x, y] as const))
    const image = picture(corners, size)
    await writeFiles(join(folder.path, 'in'), { 'a.png': await encodePng(image) })
    const models = await tinyRegistry(join(folder.path, 'models'))
    for (const policy of ['largest', 'central'] as const) {
      const { summary } = await faces(folder.path, policy, { models, options: { policy } })
      expect(summary).toMatchObject({ faces: 1, failed: 0 })
    }
    const several = await faces(folder.path, 'error', { models, options: { policy: 'error' } })
    expect(several.summary.failures).toMatchObject([{ reason: 'several-faces', count: 1, first: { file: 'a.png' } }])
    const all = await faces(folder.path, 'all', { models, options: { policy: 'all' } })
    const lines = await linesOf(join(folder.path, 'all'))
    expect(all.summary.faces + all.summary.facesFailed).toBe(lines.length)
    expect(lines.map(({ face }) => face)).toEqual(lines.map((_, i) => i))
    expect(new Set(lines.map(reasonOf))).toEqual(new Set([null, 'degenerate-face']))

    const { summary } = await faces(folder.path, 'masked', { models, detector: 'rfb-masked' })
    expect(summary).toMatchObject({ faces: 1 })
    const [line] = await linesOf(join(folder.path, 'masked'))
    expect((line as FaceLine & FaceFacts).maskProbability).toBeGreaterThan(0.5)
  })

  test('hostile pictures are lines with a reason, unusual ones are read', async () => {
    await using folder = await temporaryFolder()
    const jpeg = await encodeJpeg(picture([[64, 64]]), 90)
    const unreadable = unreadablePictures({ jpeg })
    const readable = readablePictures()
    await writeFiles(join(folder.path, 'in'), {
      ...Object.fromEntries(unreadable.map(([file, bytes]) => [file, bytes])),
      ...readable,
      'black.png': await encodePng(picture([])),
      'strip.png': await encodePng(createImage(16, 100_000, 3)),
      'border.png': await encodePng(
        picture([
          [0, 0],
          [96, 96],
        ]),
      ),
      'notes.txt': 'no picture',
    })
    const { summary } = await faces(folder.path, 'out', { contactSheet: 'all', options: { crops: 'jpeg' } })
    const lines = new Map((await linesOf(join(folder.path, 'out'))).map((line) => [line.file, line]))
    for (const [file, , reason] of unreadable) expect([file, reasonOf(lines.get(file)!)]).toEqual([file, reason])
    for (const file of ['black.png', 'strip.png']) expect(reasonOf(lines.get(file)!)).toBe('no-face')
    for (const file of Object.keys(readable)) {
      const face = lines.get(file) as FaceLine & FaceFacts
      expect([file, face.ok, face.frames]).toEqual([file, true, file.startsWith('animated') ? 2 : 1])
      expect([file, ...face.box]).toEqual([file, 64, 64, 32, 32])
    }
    const border = lines.get('border.png') as FaceLine & FaceFacts
    expect([border.ok, border.box[0] % 96, border.box[1] % 96]).toEqual([true, 0, 0])
    expect(summary).toMatchObject({ pictures: 15, withFaces: 5, failed: 10, severalFrames: 2, ignored: 1 })
    expect(summary.failures.reduce((sum, { count }) => sum + count, 0)).toBe(10)
    expect(summary.failures[0]).toMatchObject({ reason: 'not-an-image', count: 5 })
    const { pages } = await faces(folder.path, 'out', { contactSheet: 'failures', options: { crops: 'jpeg' } })
    const without = [...lines.values()].filter(({ ok }) => !ok).map(({ file }) => file)
    expect(pages.flatMap(({ pictures }) => pictures)).toEqual(without)
  })

  test('200 faces in one picture', async () => {
    await using folder = await temporaryFolder()
    const squares = Array.from({ length: 200 }, (_, i) => [(i % 20) * 64 + 32, Math.floor(i / 20) * 64 + 32] as const)
    const image = picture(squares, { width: 1280, height: 640 })
    await writeFiles(join(folder.path, 'in'), { 'crowd.png': await encodePng(image) })
    const { summary } = await faces(folder.path, 'out', { options: { policy: 'all', maxSide: 1280 } })
    expect(summary).toMatchObject({ withFaces: 1, faces: 200 })
    const found = (await linesOf(join(folder.path, 'out'))).filter((line) => line.ok)
    expect(new Set(found.map(({ box: [x, y] }) => `${x},${y}`))).toEqual(new Set(squares.map(([x, y]) => `${x},${y}`)))
  })

  test('one thread or two, stopped and continued: the same bytes; a second run looks at nothing', async () => {
    await using folder = await temporaryFolder()
    const files: Record<string, Uint8Array | string> = { '0.png': 'no picture' }
    for (let i = 1; i < 8; i++) files[`${i}.png`] = await encodePng(picture([[32 * (i % 4), 32]]))
    await writeFiles(join(folder.path, 'in'), files)
    const models = await tinyRegistry(join(folder.path, 'models'))
    const options = { crops: 'png' }
    await faces(folder.path, 'one', { models, options, contactSheet: 'all' })
    await faces(folder.path, 'two', { models, options, contactSheet: 'all', jobs: 2 })
    const whole = await contentsOf(join(folder.path, 'one'))
    expect(Object.keys(whole)).toContain('contact-sheet/page-0001.png')
    expect(await contentsOf(join(folder.path, 'two'))).toEqual(whole)

    const controller = new AbortController()
    const stopped = { models, options, signal: controller.signal, onProgress: () => controller.abort() }
    await expect(faces(folder.path, 'stopped', stopped)).rejects.toMatchObject({ code: 'cancelled' })
    // as if it had been killed while it wrote the next line
    const record = join(folder.path, 'stopped/faces.jsonl')
    await writeFile(record, `${await readFile(record, 'utf8')}{"file":"7.png","ke`)
    await faces(folder.path, 'stopped', { models, options, contactSheet: 'all' })
    expect(await contentsOf(join(folder.path, 'stopped'))).toEqual(whole)

    const again = await faces(folder.path, 'one', { models, options })
    expect(again.summary).toMatchObject({ alreadyDone: 8, faces: 7, failed: 1 })
  })

  test('what changed, and what lost its crop, is looked at again; a newer date alone is not', async () => {
    await using folder = await temporaryFolder()
    const files = Object.fromEntries(
      await Promise.all(['a', 'b', 'c'].map(async (name) => [`${name}.png`, await encodePng(picture([[32, 32]]))])),
    )
    await writeFiles(join(folder.path, 'in'), files)
    const models = await tinyRegistry(join(folder.path, 'models'))
    const run = (options: object) => faces(folder.path, 'out', { models, options })
    await run({ crops: 'png' })
    await writeFile(join(folder.path, 'in/a.png'), await encodePng(picture([[64, 64]])))
    await rm(join(folder.path, 'out/crops/b.png.0.png'))
    await utimes(join(folder.path, 'in/c.png'), 2e9, 2e9)
    expect((await run({ crops: 'png' })).summary).toMatchObject({ alreadyDone: 1, faces: 3 })
    expect((await linesOf(join(folder.path, 'out')))[0]).toMatchObject({ box: [64, 64, 32, 32] })
    expect((await run({ crops: 'png', size: 224 })).summary).toMatchObject({ alreadyDone: 0 })
  })

  test('a folder in the place of a crop is that face’s failure', async () => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'in'), { 'a.png': await encodePng(picture([[32, 32]])) })
    await writeFiles(folder.path, { 'out/crops/a.png.0.png/x': 'in the way' })
    const { summary } = await faces(folder.path, 'out', { options: { crops: 'png' } })
    expect(summary.failures).toMatchObject([{ reason: 'unwritable-name', count: 1 }])
  })
})

describe('models that cannot be used stop before anything is written', () => {
  test.each([
    { what: 'a landmarker under the detector’s name', other: 'mediapipe-face-landmarker', code: 'wrong-model' },
    { what: 'a detector under the landmarker’s name', other: 'yunet-2026may', code: 'wrong-model' },
    { what: 'a damaged detector', other: null, code: 'not-onnx' },
  ])('$what', async ({ other, code }) => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'in'), { 'a.png': await encodePng(picture([[32, 32]])) })
    await tinyRegistry(join(folder.path, 'good'))
    const good = (name: string) => readFile(join(folder.path, 'good', `${name}.onnx`))
    const [yunet, mesh] = [await good('yunet-2026may'), await good('mediapipe-face-landmarker')]
    const files =
      other === null
        ? { 'yunet-2026may': yunet.subarray(0, yunet.length / 2) }
        : other === 'yunet-2026may'
          ? { 'mediapipe-face-landmarker': yunet }
          : { 'yunet-2026may': mesh }
    const models = await tinyRegistry(join(folder.path, 'models'), files)
    await expect(faces(folder.path, 'out', { models })).rejects.toMatchObject({ code })
    await expect(readFile(join(folder.path, 'out/faces.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('a file that is not what its card says, a model for something else, an unknown one', async () => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'in'), { 'a.png': await encodePng(picture([[32, 32]])) })
    const models = await tinyRegistry(join(folder.path, 'models'))
    const failing = (detector: string) => faces(folder.path, 'out', { models, detector })
    await expect(failing('mediapipe-face-landmarker')).rejects.toMatchObject({ code: 'model-not-detector' })
    await expect(failing('retinaface')).rejects.toMatchObject({ code: 'unknown-model' })
    await writeFile(join(folder.path, 'models/yunet-2026may.onnx'), 'not the weights')
    await expect(failing('yunet')).rejects.toMatchObject({ code: 'wrong-checksum' })
    await rm(join(folder.path, 'models/yunet-2026may.onnx'))
    await expect(failing('yunet-2026may')).rejects.toThrow(/maskmirror models pull yunet-2026may mediapipe/)
  })
})
