import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createImage } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { cropImage, resizeImage } from '@maskmirror/imaging'
import { decodeImage, encodeJpeg, encodePng } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { maskmirror, sharedPath, startMaskmirror, temporaryFolder } from './maskmirror.ts'

const faces = (folder: string, out: string, ...more: string[]) => [
  ...['faces', join(folder, 'in'), '--out', join(folder, out), '--data-dir', join(folder, 'data'), ...more],
]

/** Every file, hidden ones too, with its content. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(paths.map((path) => readFile(path, 'base64')))
  return Object.fromEntries(paths.map((path, i) => [path.slice(folder.length + 1), contents[i]!]))
}

describe('maskmirror faces without models', () => {
  test('a dry run lists the pictures, needs no model and writes nothing', async () => {
    await using folder = await temporaryFolder()
    const { path } = folder
    await mkdir(join(path, 'in'))
    await writeFile(join(path, 'in/-a.jpg'), '')
    const { code, stdout, stderr } = await maskmirror(faces(path, 'out', '--dry-run'))
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('-a.jpg\n\n1 pictures would be looked at')
    expect(await readdir(path)).toEqual(['in'])
  })

  test.each([
    { options: [], expected: /maskmirror models pull yunet-2026may mediapipe-face-landmarker/ },
    { options: ['--detector', 'scrfd'], expected: /maskmirror models pull scrfd-500m mediapipe-face-landmarker/ },
    { options: ['--detector', 'retinaface'], expected: /Expected the name of a model .* received retinaface/ },
    { options: ['--policy', 'best'], expected: /largest.*central.*all.*error/ },
    { options: ['--size', 'x'], expected: /size/ },
    { options: ['--crops', 'bmp'], expected: /png.*jpeg/ },
    { options: ['--jobs', '0'], expected: /--jobs to be a whole number in 1\.\.256/ },
  ])('$options is refused with a message', async ({ options, expected }) => {
    await using folder = await temporaryFolder()
    const { path } = folder
    await mkdir(join(path, 'in'))
    await writeFile(join(path, 'in/a.jpg'), '')
    const { code, stderr } = await maskmirror(faces(path, 'out', ...options), {
      MASKMIRROR_MODELS: '',
      MASKMIRROR_MODEL_MIRROR: join(path, 'm'),
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(expected)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(existsSync(join(path, 'out'))).toBe(false)
  })

  test('a file with the right name and a wrong checksum', async () => {
    await using folder = await temporaryFolder()
    const { path } = folder
    await mkdir(join(path, 'in'))
    await writeFile(join(path, 'face_detection_yunet_2026may.onnx'), 'not the weights')
    const { code, stderr } = await maskmirror(faces(path, 'out'), { MASKMIRROR_MODELS: path })
    expect([code, stderr]).toEqual([1, expect.stringContaining('wrong-checksum')])
  })
})

const models = sharedPath('models')
const hasModels =
  models !== null &&
  [
    'face_detection_yunet_2026may.onnx',
    'scrfd_500m_bnkps.onnx',
    'RFB-640-masked_face-v2.onnx',
    'face_landmarker.task',
  ].every((file) => existsSync(join(models, file)))

const title = `maskmirror faces${hasModels ? '' : ' (skipped: needs ../shared/models)'}`

describe.skipIf(!hasModels)(title, { timeout: 240_000 }, () => {
  const env = { MASKMIRROR_MODELS: models ?? '' }
  const { photos } = openGeneratedDataset({ seed: 'faces', people: 200, picturesPerPerson: 1, split: 'test' })
  const load = (i: number) => photos[i]!.load()

  test('killed, interrupted and continued it ends like an uninterrupted one, bit for bit', async () => {
    await using folder = await temporaryFolder()
    const { path } = folder
    await mkdir(join(path, 'in'))
    const count = 12
    for (let i = 0; i < count; i++) await writeFile(join(path, `in/${i}.jpg`), await load(i))
    const whole = await maskmirror(faces(path, 'whole', '--crops', '--jobs', '2', '--json', '--contact-sheet'), env)
    expect(whole.code, whole.stderr).toBe(0)
    expect(JSON.parse(whole.stdout)).toMatchObject({ pictures: count, withFaces: count, faces: count, failed: 0 })

    const killed = startMaskmirror(faces(path, 'out', '--crops', '--jobs', '2'), env)
    const record = join(path, 'out/faces.jsonl')
    while (!existsSync(record) || (await readFile(record, 'utf8')).split('\n').length < 4) await wait(5)
    killed.kill('SIGKILL')
    expect((await killed.ended).signal).toBe('SIGKILL')
    await cp(join(path, 'out'), join(path, 'interrupted'), { recursive: true })
    const rest = await maskmirror(faces(path, 'out', '--crops', '--jobs', '1', '--json', '--contact-sheet'), env)
    expect(rest.code, rest.stderr).toBe(0)
    expect(JSON.parse(rest.stdout).alreadyDone).toBeGreaterThanOrEqual(3)
    expect(await contentsOf(join(path, 'out'))).toEqual(await contentsOf(join(path, 'whole')))

    const stopped = startMaskmirror(faces(path, 'interrupted', '--crops', '--jobs', '1'), env)
    let interrupted = false
    stopped.onOutput((printed) => {
      if (!printed.includes('find faces: ') || interrupted) return
      interrupted = true
      stopped.kill('SIGINT')
    })
    const { code, stderr } = await stopped.ended
    expect(code, stderr).toBe(130)
    expect(stderr).toContain('the same command continues')
  })

  test('200 faces on one picture, one cut by the border, and what is no picture', async () => {
    await using folder = await temporaryFolder()
    const { path } = folder
    await mkdir(join(path, 'in'))
    const side = 64
    const crowd = createImage(20 * side, 10 * side, 3)
    for (let i = 0; i < 200; i++) {
      const { data } = resizeImage(await decodeImage(await load(i)), side, side)
      for (let y = 0; y < side; y++) {
        const row = (Math.floor(i / 20) * side + y) * crowd.width + (i % 20) * side
        crowd.data.set(data.subarray(y * side * 3, (y + 1) * side * 3), row * 3)
      }
    }
    await writeFile(join(path, 'in/crowd.jpg'), await encodeJpeg(crowd, 95))
    const one = await decodeImage(await load(0))
    // cut through the middle of the face
    const box = { x: Math.round(one.width * 0.45), y: 0, width: one.width, height: one.height }
    await writeFile(join(path, 'in/border.png'), await encodePng(cropImage(one, box)))
    await writeFile(join(path, 'in/text.jpg'), 'no picture')
    const { code, stdout, stderr } = await maskmirror(faces(path, 'out', '--policy', 'all', '--json'), env)
    expect(code, stderr).toBe(2)
    expect(stderr).toMatch(/\d of 3 pictures gave no face/)
    const lines = (await readFile(join(path, 'out/faces.jsonl'), 'utf8')).trimEnd().split('\n')
    const found = lines.map((line) => JSON.parse(line))
    const of = (file: string) => found.filter((line) => line.file === file)
    // YuNet misses one of them
    expect(of('crowd.jpg').filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(195)
    expect(of('text.jpg')).toMatchObject([{ ok: false, reason: 'not-an-image', face: null }])
    const [border] = of('border.png')
    expect(border.quality.reasons).toContain('cut-off')
    expect(JSON.parse(stdout).failures).toContainEqual(expect.objectContaining({ reason: 'not-an-image', count: 1 }))
  })

  test('the other detectors find the same person; one of them tells whether there is a mask', async () => {
    await using folder = await temporaryFolder()
    const { path } = folder
    await mkdir(join(path, 'in'))
    await writeFile(join(path, 'in/a.jpg'), await load(0))
    const boxes: number[][] = []
    for (const detector of ['yunet', 'scrfd', 'mtcnn', 'rfb-masked']) {
      const options = ['--policy', 'central', '--detector', detector, '--jobs', '1']
      const { code, stderr } = await maskmirror(faces(path, detector, ...options), env)
      expect(code, stderr).toBe(0)
      const line = JSON.parse(await readFile(join(path, detector, 'faces.jsonl'), 'utf8'))
      boxes.push(line.box)
      expect(line.maskProbability === null).toBe(detector !== 'rfb-masked')
    }
    const middles = boxes.map(([x, y, width, height]) => [x! + width! / 2, y! + height! / 2] as const)
    for (const [x, y] of middles) {
      expect(Math.hypot(x - middles[0]![0], y - middles[0]![1])).toBeLessThan(boxes[0]![2]! / 3)
    }
  })
})
