import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createImage, type Image } from '@maskmirror/core'
import { encodePng, rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import {
  type MaskedPicture,
  openSynthFaceFinder,
  planSynth,
  runSynth,
  type SynthFaceFinder,
  SynthOptionsSchema,
} from '../src/synth/index.ts'
import { drawnFace, temporaryFolder, writeFiles } from './picture-folder.ts'

const shared = process.env.MASKMIRROR_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
const models = join(shared, 'models')
const hasModels = ['face_detection_yunet_2026may.onnx', 'face_landmarker.task'].every((file) =>
  existsSync(join(models, file)),
)

/** Two pictures of one size beside each other. */
function beside(left: Image, right: Image): Image {
  const { width, height } = left
  const image = createImage(width * 2, height, 3)
  for (let y = 0; y < height; y++) {
    image.data.set(left.data.subarray(y * width * 3, (y + 1) * width * 3), y * width * 6)
    image.data.set(right.data.subarray(y * width * 3, (y + 1) * width * 3), y * width * 6 + width * 3)
  }
  return image
}

async function openFinder(cacheDirectory: string) {
  const inference = createInferenceRuntime({ workers: 1 })
  const registry = createModelRegistry({ directories: [models], cacheDirectory })
  const finder = await openSynthFaceFinder({ models: registry, inference })
  return {
    finder,
    [Symbol.asyncDispose]: async () => {
      await finder.close()
      await inference.close()
    },
  }
}

describe.skipIf(!hasModels)(`faces found by models${hasModels ? '' : ' (skipped: needs ../shared/models)'}`, () => {
  test('the central face, all faces, or those of given boxes; none is a failure', async () => {
    await using folder = await temporaryFolder()
    const [one, two] = [await drawnFace(0), await drawnFace(1)]
    const pair = await encodePng(beside(one.image, two.image))
    const blank = await encodePng(createImage(200, 200, 3, new Uint8ClampedArray(120_000).fill(128)))
    await writeFiles(join(folder.path, 'in'), { 'pair.png': pair, 'blank.png': blank, 'broken.png': 'text' })
    const right = { file: 'pair.png', box: [250 + 60, 50, 130, 160] }
    const nowhere = { file: 'blank.png', box: [10, 10, 50, 50] }
    const known = { file: 'pair.png', ibug68: [...one.landmarks.ibug68.points] }
    await writeFile(
      join(folder.path, 'boxes.jsonl'),
      [right, known, nowhere].map((line) => JSON.stringify(line)).join('\n'),
    )
    await using opened = await openFinder(join(folder.path, 'converted'))
    const { finder } = opened

    const central = await synth(folder.path, 'central', finder, {})
    expect(central.summary).toMatchObject({ masked: 1, faces: 1, failed: 2 })
    expect(central.lines['blank.png']).toMatchObject({ ok: false, reason: 'no-face' })
    expect(central.lines['broken.png']).toMatchObject({ ok: false, reason: 'not-an-image' })

    const all = await synth(folder.path, 'all', finder, { allFaces: true })
    expect(all.summary).toMatchObject({ masked: 1, faces: 2 })
    const [first, second] = (all.lines['pair.png'] as MaskedPicture).faces.map(({ face }) => face.box![0])
    expect(first! < 250).not.toBe(second! < 250)

    const boxes = await synth(folder.path, 'boxes', finder, {}, 'boxes.jsonl')
    expect(boxes.lines['pair.png']).toMatchObject({
      faces: [{ face: { landmarks: 'mesh' } }, { face: { landmarks: 'given', score: null } }],
    })
    expect((boxes.lines['pair.png'] as MaskedPicture).faces[0]!.face.box![0]).toBeGreaterThan(250)
    expect(boxes.lines['blank.png']).toMatchObject({ ok: false, reason: 'no-face' })
    expect(boxes.lines['broken.png']).toMatchObject({ ok: false, reason: 'not-in-face-list' })

    const again = await synth(folder.path, 'all', finder, { allFaces: true })
    expect(again.summary).toMatchObject({ masked: 0, alreadyDone: 1, failed: 2 })
  })
})

async function synth(
  folder: string,
  out: string,
  finder: SynthFaceFinder,
  options: { allFaces?: boolean },
  faceList?: string,
) {
  const plan = await planSynth({
    input: join(folder, 'in'),
    output: join(folder, out),
    options: SynthOptionsSchema.parse(options),
    faceList: faceList === undefined ? null : join(folder, faceList),
    patterns: null,
  })
  expect(plan.needsModels).toBe(true)
  const summary = await runSynth(plan, {
    finder,
    jobs: 1,
    templates: await createMaskTemplates(rasteriseSvg),
    signal: new AbortController().signal,
    onProgress: () => {},
    clockMs: () => 0,
  })
  const text = await readFile(join(folder, out, 'provenance.jsonl'), 'utf8')
  const lines = Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => [JSON.parse(line).file, JSON.parse(line)]),
  )
  return { summary, lines }
}
