import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createImage, createLandmarks, type Progress } from '@maskmirror/core'
import {
  decodeImage,
  encodeAs,
  encodePng,
  pictureFormats,
  rasteriseSvg,
  readPictureHeader,
} from '@maskmirror/imaging/codec'
import {
  coverTypes,
  createMaskTemplates,
  maskPatternNames,
  maskStyles,
  parseMaskRecord,
  redrawMask,
} from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { type MaskedPicture, planSynth, runSynth, SynthOptionsSchema, type SynthSummary } from '../src/synth/index.ts'
import { readPatterns } from '../src/synth/read-patterns.ts'
import { contentsOf, drawnFace, faceList, temporaryFolder, writeFiles } from './picture-folder.ts'
import { pngFile } from './png-chunks.ts'

interface Run {
  readonly options?: Parameters<typeof SynthOptionsSchema.parse>[0]
  readonly jobs?: number
  readonly patterns?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

const templates = await createMaskTemplates(rasteriseSvg)

/** Draws `in` with `faces.jsonl` of a folder into another folder of it. */
async function synth(folder: string, out: string, run: Run = {}): Promise<SynthSummary> {
  const plan = await planSynth({
    input: join(folder, 'in'),
    output: join(folder, out),
    options: SynthOptionsSchema.parse(run.options ?? {}),
    faceList: join(folder, 'faces.jsonl'),
    patterns: run.patterns ?? null,
  })
  return runSynth(plan, {
    finder: null,
    templates,
    jobs: run.jobs ?? 1,
    signal: run.signal ?? new AbortController().signal,
    onProgress: run.onProgress ?? (() => {}),
    clockMs: () => performance.now(),
  })
}

async function linesOf(folder: string): Promise<Record<string, Record<string, unknown>>> {
  const text = await readFile(join(folder, 'provenance.jsonl'), 'utf8')
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return Object.fromEntries(lines.map((line) => [line.file, line]))
}

/** Six pictures in folders, with dots and worse in their names. */
async function sixPictures(folder: string): Promise<string[]> {
  const names = ['a.jpg', 'a.b.c.jpg', 'deep/er/ü "b"\n.jpg', 'deep/-rf.jpg', 'deep/$(id).jpg', 'z/%2e%2e.jpg']
  const faces = await Promise.all(names.map((_, i) => drawnFace(i)))
  await writeFiles(join(folder, 'in'), Object.fromEntries(names.map((name, i) => [name, faces[i]!.jpeg])))
  const list = names.map((name, i) => [name, faces[i]!.landmarks.ibug68] as const)
  await writeFile(join(folder, 'faces.jsonl'), faceList(list))
  return names
}

describe('a folder of pictures', () => {
  test('one thread or two: the same bytes, and a second run does nothing', async () => {
    await using folder = await temporaryFolder()
    const names = await sixPictures(folder.path)
    const options = { seed: 7, alpha: true }
    const one = await synth(folder.path, 'one', { jobs: 1, options })
    const two = await synth(folder.path, 'two', { jobs: 2, options })
    expect([one.masked, two.masked, one.failed, one.faces]).toEqual([6, 6, 0, 6])
    expect(one.times.drawMs).toBeGreaterThan(0)
    const contents = await contentsOf(join(folder.path, 'one'))
    expect(Object.keys(contents).sort()).toEqual(
      [...names, ...names.map((name) => `${name}.alpha.png`), 'provenance.jsonl'].sort(),
    )
    expect(await contentsOf(join(folder.path, 'two'))).toEqual(contents)

    const again = await synth(folder.path, 'one', { options })
    expect([again.masked, again.alreadyDone]).toEqual([0, 6])
    expect(await contentsOf(join(folder.path, 'one'))).toEqual(contents)
  })

  test('what changed, is missing or was cut short is drawn again, the rest is not', async () => {
    await using folder = await temporaryFolder()
    await sixPictures(folder.path)
    await synth(folder.path, 'out')
    const contents = await contentsOf(join(folder.path, 'out'))
    await rm(join(folder.path, 'out/a.jpg'))
    const cut = join(folder.path, 'out/a.b.c.jpg')
    await writeFile(cut, (await readFile(cut)).subarray(0, 100))
    await utimes(join(folder.path, 'in/deep/-rf.jpg'), new Date('2999-01-01'), new Date('2999-01-01'))
    const again = await synth(folder.path, 'out')
    expect([again.masked, again.alreadyDone]).toEqual([3, 3])
    expect(await contentsOf(join(folder.path, 'out'))).toEqual(contents)
    expect((await synth(folder.path, 'out', { options: { seed: 1 } })).masked).toBe(6)
    expect(await contentsOf(join(folder.path, 'out'))).not.toEqual(contents)
  })

  test('a second run into the same folder is refused while the first one draws, which goes on', async () => {
    await using folder = await temporaryFolder()
    await sixPictures(folder.path)
    let second: Promise<unknown> | null = null
    const first = await synth(folder.path, 'out', {
      onProgress: ({ done }) => {
        if (done === 1) second = synth(folder.path, 'out').catch((error: unknown) => error)
      },
    })
    expect(await second).toMatchObject({ code: 'output-in-use' })
    expect(first.masked).toBe(6)
    expect((await synth(folder.path, 'out')).alreadyDone).toBe(6)
  })

  test('an interrupted run keeps what it drew, and the next one ends like an uninterrupted one', async () => {
    await using folder = await temporaryFolder()
    await sixPictures(folder.path)
    const stop = new AbortController()
    const run = synth(folder.path, 'out', {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 2) stop.abort()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'cancelled' })
    const rest = await synth(folder.path, 'out')
    expect(rest.alreadyDone).toBeGreaterThanOrEqual(2)
    expect(rest.masked).toBe(6 - rest.alreadyDone)
    expect(rest.masked).toBeGreaterThan(0)
    await synth(folder.path, 'whole')
    expect(await contentsOf(join(folder.path, 'out'))).toEqual(await contentsOf(join(folder.path, 'whole')))
  })
})

describe('pictures', () => {
  test('every format stays what it is, whatever the file is called; masks are written beside', async () => {
    await using folder = await temporaryFolder()
    const { image, landmarks } = await drawnFace(0)
    const files: Record<string, Uint8Array> = { 'is-png.jpg': await encodePng(image) }
    for (const format of pictureFormats) files[`a.${format}`] = await encodeAs(image, format, { quality: 90 })
    await writeFiles(join(folder.path, 'in'), files)
    const list = Object.keys(files).map((file) => [file, landmarks.ibug68] as const)
    await writeFile(join(folder.path, 'faces.jsonl'), faceList(list))
    const options = { alpha: true, binary: true, types: ['surgical'], colours: ['black'] }
    expect((await synth(folder.path, 'out', { options })).masked).toBe(pictureFormats.length + 1)
    const read = (name: string) => readFile(join(folder.path, 'out', name))
    for (const format of pictureFormats)
      expect((await readPictureHeader(await read(`a.${format}`))).format).toBe(format)
    expect((await readPictureHeader(await read('is-png.jpg'))).format).toBe('png')

    const masked = await decodeImage(await read('a.png'))
    const alpha = await decodeImage(await read('a.png.alpha.png'))
    const binary = await decodeImage(await read('a.png.binary.png'))
    expect(new Set(binary.data)).toEqual(new Set([0, 255]))
    const { faces } = (await linesOf(join(folder.path, 'out')))['a.png'] as unknown as MaskedPicture
    const box = faces[0]!.ok ? faces[0]!.mask.coverageBox : null
    let [changed, outside, unequal] = [0, 0, 0]
    for (let i = 0; i < masked.data.length; i++) {
      const x = Math.floor(i / 3) % image.width
      const y = Math.floor(i / 3 / image.width)
      const inside = x >= box!.x && x < box!.x + box!.width && y >= box!.y && y < box!.y + box!.height
      if (binary.data[i] !== (alpha.data[i]! >= 128 ? 255 : 0)) unequal++
      if (masked.data[i] !== image.data[i]) changed++
      if (!inside && (masked.data[i] !== image.data[i] || alpha.data[i] !== 0)) outside++
    }
    expect([outside, unequal]).toEqual([0, 0])
    expect(changed).toBeGreaterThan(10_000)
  })

  test('orientation is applied: landmarks count in the upright picture', async () => {
    await using folder = await temporaryFolder()
    const { image, landmarks } = await drawnFace(0)
    // stored lying: what is shown upright is the stored picture turned clockwise
    const lying = { ...image, data: image.data.slice() }
    const { width } = image
    for (let y = 0; y < width; y++) {
      for (let x = 0; x < width; x++) {
        const from = (y * width + x) * 3
        lying.data.set(image.data.subarray(from, from + 3), ((width - 1 - x) * width + y) * 3)
      }
    }
    await writeFiles(join(folder.path, 'in'), {
      'upright.jpg': await encodeAs(image, 'jpeg', { quality: 95 }),
      'lying.jpg': withOrientation(await encodeAs(lying, 'jpeg', { quality: 95 }), 6),
    })
    await writeFile(
      join(folder.path, 'faces.jsonl'),
      faceList([
        ['upright.jpg', landmarks.ibug68],
        ['lying.jpg', landmarks.ibug68],
      ]),
    )
    await synth(folder.path, 'out', { options: { types: ['cloth'], colours: ['navy'] } })
    const upright = await decodeImage(await readFile(join(folder.path, 'out/upright.jpg')))
    const turned = await decodeImage(await readFile(join(folder.path, 'out/lying.jpg')))
    let difference = 0
    for (let i = 0; i < upright.data.length; i++) difference += Math.abs(upright.data[i]! - turned.data[i]!)
    expect(difference / upright.data.length).toBeLessThan(3) // JPEG's blocks lie otherwise
    const kept = await readPictureHeader(await readFile(join(folder.path, 'out/lying.jpg')))
    expect(kept).toEqual({ format: 'jpeg', hasMetadata: true, frames: 1 })
    await synth(folder.path, 'bare', { options: { metadata: 'strip' } })
    expect((await readPictureHeader(await readFile(join(folder.path, 'bare/lying.jpg')))).hasMetadata).toBe(false)
  })

  test('several faces get their own masks; one that allows none does not leave the other bare', async () => {
    await using folder = await temporaryFolder()
    const { jpeg, landmarks } = await drawnFace(0)
    const { points } = landmarks.ibug68
    const shifted = createLandmarks(
      'ibug68',
      points.map((value, i) => (i % 2 === 0 ? value * 0.4 : value * 0.4 + 140)),
    )
    const same = createLandmarks('ibug68', new Float32Array(136).fill(50))
    await writeFiles(join(folder.path, 'in'), { 'a.jpg': jpeg })
    await writeFile(
      join(folder.path, 'faces.jsonl'),
      faceList([
        ['a.jpg', landmarks.ibug68],
        ['a.jpg', same],
        ['a.jpg', shifted],
        ['gone.jpg', same],
      ]),
    )
    const summary = await synth(folder.path, 'out', { options: { types: ['surgical', 'cloth', 'n95'] } })
    expect(summary).toMatchObject({ masked: 1, faces: 2, facesFailed: 1, failed: 0, listedButMissing: 1 })
    const line = (await linesOf(join(folder.path, 'out')))['a.jpg']!
    expect(line.faces).toMatchObject([{ ok: true }, { ok: false, reason: 'coincident-landmarks' }, { ok: true }])
  })

  test('with styles, jitter and patterns the record makes every picture again, bit for bit', async () => {
    await using folder = await temporaryFolder()
    const names = Array.from({ length: 8 }, (_, i) => `${i}.png`)
    const faces = await Promise.all(names.map((_, i) => drawnFace(i)))
    for (const [i, { image }] of faces.entries()) {
      await writeFiles(join(folder.path, 'in'), { [names[i]!]: await encodePng(image) })
    }
    const list = faces.flatMap(({ landmarks }, i) => [
      [names[i]!, landmarks.ibug68] as const,
      [names[i]!, landmarks.ibug68] as const,
    ])
    await writeFile(join(folder.path, 'faces.jsonl'), faceList(list))
    const stripes = createImage(
      8,
      8,
      3,
      new Uint8ClampedArray(192).map((_, i) => (i % 24 < 12 ? 240 : 20)),
    )
    await writeFiles(join(folder.path, 'prints'), {
      'a/stripes.png': await encodePng(stripes),
      'plain.png': await encodePng(createImage(9, 5, 3)),
    })
    const options = { types: [...coverTypes], styles: [...maskStyles], jitter: true }
    const summary = await synth(folder.path, 'out', { options, patterns: join(folder.path, 'prints') })
    expect(summary).toMatchObject({ masked: 8, faces: 16 })
    const prints = new Map((await readPatterns(join(folder.path, 'prints'))).map(({ name, image }) => [name, image]))
    expect([...prints.keys()]).toEqual(['a/stripes.png', 'plain.png'])
    const lines = await linesOf(join(folder.path, 'out'))
    let printed = 0
    for (const [i, name] of names.entries()) {
      let { image } = faces[i]!
      for (const face of (lines[name] as unknown as MaskedPicture).faces) {
        const record = parseMaskRecord(face.ok ? face.mask : null)
        const pattern = record.pattern === null ? undefined : prints.get(record.pattern.name!)!
        if (pattern !== undefined) printed++
        image = redrawMask(image, record, { templates, ...(pattern === undefined ? {} : { pattern }) }).image
      }
      expect((await decodeImage(await readFile(join(folder.path, 'out', name)))).data).toEqual(image.data)
    }
    expect(printed).toBeGreaterThan(0)
    await writeFiles(join(folder.path, 'prints'), { 'plain.png': await encodePng(createImage(9, 6, 3)) })
    const changed = await synth(folder.path, 'out', { options, patterns: join(folder.path, 'prints') })
    expect(changed.masked).toBe(8)
  })

  test('own fabrics by name', async () => {
    expect((await readPatterns('own')).map(({ name }) => name)).toEqual([...maskPatternNames])
    expect((await readPatterns('dots')).map(({ name }) => name)).toEqual(['dots'])
    await expect(readPatterns('./dots')).rejects.toThrow(/Own fabrics: own for all, or stripes/)
  })

  test.each([
    { what: 'no picture', file: 'a.png', content: 'text' },
    { what: 'nothing', file: 'notes.txt', content: 'text' },
  ])('a folder with $what for patterns is refused', async ({ file, content }) => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'prints'), { [file]: content })
    await expect(readPatterns(join(folder.path, 'prints'))).rejects.toMatchObject({ code: 'bad-pattern' })
  })

  test('bad input is counted with its reason and ends no run', async () => {
    await using folder = await temporaryFolder()
    const { jpeg, image, landmarks } = await drawnFace(0)
    const { points } = landmarks.ibug68
    const mirrored = createLandmarks(
      'ibug68',
      points.map((value, i) => (i % 2 === 0 ? 250 - value : value)),
    )
    const outside = createLandmarks(
      'ibug68',
      points.map((value) => value + 5000),
    )
    const tiny = createLandmarks(
      'ibug68',
      points.map((value) => value / 30),
    )
    const rows: readonly (readonly [file: string, bytes: Uint8Array, face: typeof mirrored, reason: string | null])[] =
      [
        ['good.jpg', jpeg, landmarks.ibug68, null],
        ['grey.png', await encodePng(grey(image)), landmarks.ibug68, null],
        ['alpha.png', await encodePng(opaque(image)), landmarks.ibug68, null],
        ['sixteen-bit.png', sixteenBitPng(image), landmarks.ibug68, null],
        ['empty.jpg', new Uint8Array(), landmarks.ibug68, 'not-an-image'],
        ['text.png', Buffer.from('a shopping list'), landmarks.ibug68, 'not-an-image'],
        [
          'drawing.jpg',
          Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>'),
          landmarks.ibug68,
          'not-an-image',
        ],
        ['cut.jpg', jpeg.subarray(0, jpeg.length / 2), landmarks.ibug68, 'damaged-image'],
        [
          'pixel.png',
          await encodePng({ ...image, width: 1, height: 1, data: image.data.slice(0, 3) }),
          landmarks.ibug68,
          'image-too-small',
        ],
        ['same.jpg', jpeg, createLandmarks('ibug68', new Float32Array(136).fill(9)), 'coincident-landmarks'],
        ['mirrored.jpg', jpeg, mirrored, 'mirrored-landmarks'],
        ['outside.jpg', jpeg, outside, 'outside-picture'],
        ['tiny.jpg', jpeg, tiny, 'face-too-small'],
      ]
    await writeFiles(join(folder.path, 'in'), Object.fromEntries(rows.map(([file, bytes]) => [file, bytes])))
    await writeFiles(join(folder.path, 'in'), { 'unnamed.jpg': jpeg, 'notes.txt': 'no picture' })
    await writeFile(join(folder.path, 'faces.jsonl'), faceList(rows.map(([file, , face]) => [file, face] as const)))
    const summary = await synth(folder.path, 'out')
    const lines = await linesOf(join(folder.path, 'out'))
    for (const [file, , , reason] of rows) expect([file, lines[file]!.reason ?? null]).toEqual([file, reason])
    expect(lines['unnamed.jpg']!.reason).toBe('not-in-face-list')
    expect(summary).toMatchObject({ pictures: 14, masked: 4, failed: 10, ignored: 1 })
    expect(summary.failures[0]).toMatchObject({ reason: 'not-an-image', count: 3 })
    expect(Object.keys(await contentsOf(join(folder.path, 'out')))).toEqual([
      'alpha.png',
      'good.jpg',
      'grey.png',
      'provenance.jsonl',
      'sixteen-bit.png',
    ])
    // what is no colour picture of 8 bit is drawn on as if it were
    const read = async (name: string) => decodeImage(await readFile(join(folder.path, 'out', name)))
    const [deep, alpha] = [await read('sixteen-bit.png'), await read('alpha.png')]
    for (const { width, height, channels } of [deep, alpha, await read('grey.png')]) {
      expect([width, height, channels]).toEqual([image.width, image.height, 3])
    }
    expect(maskOf(lines['sixteen-bit.png']!).holdPoints).toEqual(maskOf(lines['alpha.png']!).holdPoints)
  })

  test('a folder in the place of an output is that picture’s failure', async () => {
    await using folder = await temporaryFolder()
    await sixPictures(folder.path)
    await writeFiles(folder.path, { 'out/a.jpg/x': 'in the way' })
    expect(await synth(folder.path, 'out')).toMatchObject({ masked: 5, failures: [{ reason: 'unwritable-name' }] })
  })

  test('a mask that would be written over another output is refused', async () => {
    await using folder = await temporaryFolder()
    await writeFiles(join(folder.path, 'in'), { 'a.png': 'x', 'a.png.alpha.png': 'x' })
    await writeFile(join(folder.path, 'faces.jsonl'), '')
    await expect(synth(folder.path, 'out', { options: { alpha: true } })).rejects.toMatchObject({
      code: 'output-collision',
    })
  })
})

/** The record of the first face's mask. */
function maskOf(line: Record<string, unknown>) {
  const [face] = line.faces as MaskedPicture['faces']
  return parseMaskRecord(face?.ok ? face.mask : null)
}

/** A PNG with two bytes a value. */
function sixteenBitPng({ width, height, data }: Awaited<ReturnType<typeof drawnFace>>['image']): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 6))
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / (width * 3))
    rows.writeUInt16BE(data[i]! * 257, row * (1 + width * 6) + 1 + (i % (width * 3)) * 2)
  }
  return pngFile({ width, height, depth: 16 }, rows)
}

function grey(image: Awaited<ReturnType<typeof drawnFace>>['image']) {
  return { ...image, channels: 1 as const, data: image.data.filter((_, i) => i % 3 === 1) }
}

function opaque(image: Awaited<ReturnType<typeof drawnFace>>['image']) {
  const data = new Uint8ClampedArray((image.data.length / 3) * 4).fill(255)
  for (let i = 0, j = 0; i < image.data.length; i += 3, j += 4) data.set(image.data.subarray(i, i + 3), j)
  return { ...image, channels: 4 as const, data }
}

/** A JPEG with an EXIF block of one entry. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
  const block = [0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from(block), jpeg.subarray(2)])
}
