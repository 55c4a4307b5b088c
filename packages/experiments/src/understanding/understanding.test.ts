import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImage } from '@maskmirror/core'
import { decodeImage } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { openWorkbench } from '../open-workbench.ts'
import { RunRequestSchema } from '../run-request.ts'
import { describeLooks } from './describe-looks.ts'
import { featureMap } from './feature-map.ts'
import { paintMap } from './paint-map.ts'

/** A data directory with a finished run of the embedded faces. */
async function openFinished() {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-understanding-'))
  const opened = await openWorkbench({
    dataDirectory: folder,
    roots: [],
    modelDirectories: [],
    modelMirror: null,
    version: '0.0.0',
    onUnexpectedError: (error) => {
      throw error
    },
  })
  const { workbench } = opened
  const run = async (more: object) => {
    const { id } = await workbench.startRun(
      RunRequestSchema.parse({ dataset: 'demo', model: 'lbp', maxGenuine: 30, maxImpostor: 40, ...more }),
    )
    for await (const _ of workbench.watchRun(id, new AbortController().signal));
    return id
  }
  return {
    workbench,
    run,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test('a finished run: people, maps of one person’s faces, and features with their overlap', {
  timeout: 240_000,
}, async () => {
  await using opened = await openFinished()
  const { understanding, readImage } = opened.workbench
  const id = await opened.run({ settings: ['umr-ump', 'umr-mp'] })

  const people = await understanding.people(id)
  expect(people.length).toBeGreaterThan(5)
  expect(people.every(({ unmasked, masked }) => unmasked > 0 && masked > 0)).toBe(true)

  const query = { person: people[1]!.person, unmasked: 0, masked: 99, occlusion: { stride: 24 } }
  const itself = await understanding.person(id, { ...query, target: 'itself' })
  expect(itself.faces.map(({ state }) => state)).toEqual(['unmasked', 'masked'])
  for (const { look } of itself.faces) {
    expect(look.similarity).toBeCloseTo(1, 5)
    expect(look.attention).toBeNull()
    expect(look.occlusion.greatest).toBeGreaterThan(0)
    expect(look.occlusion.greatest).toBeLessThanOrEqual(itself.scales.occlusion)
    expect(look.occlusion.upperShare).toBeGreaterThan(0)
    expect(look.occlusion.upperShare).toBeLessThan(1)
    for (const picture of [look.face, look.occlusion.picture]) {
      const png = await readImage(picture)
      expect(await decodeImage(png!)).toMatchObject({ width: 112, height: 112, channels: 3 })
    }
  }
  // stored: the same pictures
  expect(await understanding.person(id, { ...query, target: 'itself' })).toEqual(itself)

  const [bare, masked] = (await understanding.person(id, { ...query, target: 'other' })).faces
  expect(bare!.look.similarity).toBeLessThan(0.999)
  expect(masked!.look.similarity).toBeCloseTo(bare!.look.similarity, 12)
  expect(bare!.look.occlusion.picture).not.toBe(itself.faces[0]!.look.occlusion.picture)

  const [features, ...none] = await understanding.features([id])
  expect(none).toEqual([])
  expect(features).toMatchObject({ runs: [id], model: 'lbp' })
  const { figure, overlaps, shown, total } = features!.map
  expect(figure).toMatchObject({ kind: 'scatter', groups: [{ label: 'unmasked' }, { label: 'drawn masks' }] })
  expect(shown).toBe(total)
  expect(overlaps).toHaveLength(1)
  // binary patterns see the drawn mask in half of their cells
  expect(overlaps[0]!.overlap!.accuracy).toBeGreaterThan(0.9)

  // other masks on the same faces: one figure, one group of unmasked features
  const second = await opened.run({ settings: ['umr-mp'], seed: 2 })
  const [both, ...more] = await understanding.features([id, second])
  expect(more).toEqual([])
  expect(both!.runs).toEqual([id, second])
  expect(new Set(both!.map.overlaps.map(({ masked }) => masked)).size).toBe(both!.map.overlaps.length)
  expect(both!.map.total).toBeGreaterThan(total)

  await expect(understanding.person(id, { ...query, person: 'nobody', target: 'itself' })).rejects.toThrow('"nobody"')
  await expect(understanding.person(id, { ...query, target: 'itself', occlusion: { patch: 200 } })).rejects.toThrow(
    'patch to be a whole number in 1..112',
  )
  await expect(understanding.people('no-run')).rejects.toThrow('no-run')
})

describe('paintMap', () => {
  test('leaves a grey face where the map is 0, and paints orange above and blue below', () => {
    const face = createImage(4, 4, 3, new Uint8ClampedArray(48).fill(100))
    const { data } = paintMap(face, Float64Array.of(0, 1, -1, 0.5), 1)
    const pixel = (x: number, y: number) => [...data.subarray((y * 4 + x) * 3, (y * 4 + x) * 3 + 3)]
    expect(pixel(0, 0)).toEqual([100, 100, 100])
    expect(pixel(3, 1)).toEqual([204, 98, 21])
    expect(pixel(1, 3)).toEqual([50, 103, 172])
    expect(pixel(2, 2)).toEqual([152, 99, 60])
  })
})

test('maps of faces that are shown together are painted to one scale, and halves are told apart', async () => {
  const crop = createImage(112, 112, 3)
  const occlusion = (value: number, rows: [number, number]) =>
    Float64Array.from({ length: 112 * 112 }, (_, i) => {
      const row = Math.floor(i / 112)
      return row >= rows[0] && row < rows[1] ? value : 0
    })
  const attention = Float64Array.from({ length: 49 }, (_, i) => (i < 21 ? 2 / 49 : 0))
  const looks = [
    { crop, similarity: 1, occlusion: occlusion(0.4, [0, 30]), attention },
    { crop, similarity: 1, occlusion: occlusion(0.1, [80, 112]), attention: null },
  ]
  const { looks: described, scales } = await describeLooks(looks, async (picture) => picture)
  expect(scales).toEqual({ occlusion: 0.4, attention: 2 / 49 })
  expect(described.map(({ occlusion }) => occlusion.upperShare)).toEqual([1, 0])
  expect(described[0]!.attention).toMatchObject({ even: 1 / 49, greatest: 2 / 49 })
  expect(described[0]!.attention!.upperShare).toBeCloseTo(1, 12) // three rows of seven end at 48 of 112 pixels
  expect(described[1]!.attention).toBeNull()
  // a quarter of the strongest colour
  expect(described[0]!.occlusion.picture.data[0]).toBe(184)
  expect(described[1]!.occlusion.picture.data[100 * 112 * 3]).toBe(46)
})

test('features of too few people have a figure and a reason instead of a number', () => {
  const group = (label: string, isMasked: boolean) => ({
    label,
    isMasked,
    source: 0,
    features: [0, 1, 2].map((i) => ({ person: `p${i}`, row: Float32Array.of(i, i * i, Number(isMasked)) })),
  })
  const { overlaps, shown } = featureMap([group('unmasked', false), group('worn masks', true)], 'Features')
  expect(shown).toBe(6)
  expect(overlaps).toMatchObject([{ unmasked: 'unmasked', masked: 'worn masks', overlap: null }])
  expect(overlaps[0]!.impossibleBecause).toContain('3 people')
})
