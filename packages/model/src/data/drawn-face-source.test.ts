import { createRng } from '@maskmirror/core'
import { type Dataset, openGeneratedDataset } from '@maskmirror/datasets'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { alignSet } from './aligned-set.ts'
import { createDevelopmentSet, createDrawnFaceSource } from './drawn-face-source.ts'

const side = 48
const size = side * side * 3

async function openSet(change: (dataset: Dataset) => Dataset = (dataset) => dataset) {
  const dataset = openGeneratedDataset({ seed: 'source', people: 3, picturesPerPerson: 2, split: 'development' })
  const templates = await createMaskTemplates(rasteriseSvg)
  return { templates, set: await alignSet(change(dataset), side, templates) }
}

describe('createDrawnFaceSource', () => {
  test('gives every picture once in a round, with masks below, the same for the same pass', async () => {
    const { set, templates } = await openSet()
    const open = () => createDrawnFaceSource(set, templates, createRng('batches'), { batch: 2, real: null })
    const source = open()
    expect(source.classes).toBe(3)
    const round = await Promise.all([0, 1, 2].map((pass) => source.batch(pass)))
    expect(round.flatMap(({ labels }) => labels).sort()).toEqual([0, 0, 1, 1, 2, 2])
    const later = await open().batch(2)
    expect(later).toEqual(round[2])
    expect((await source.batch(5)).masked).not.toEqual(later.masked)
    for (const { unmasked, masked } of round) {
      const change = (from: number, to: number) => {
        let sum = 0
        for (let i = from; i < to; i++) sum += Math.abs(unmasked[i]! - masked[i]!)
        return sum / (to - from)
      }
      expect(change(0, size / 3)).toBeLessThan(1) // the forehead stays
      expect(change((size * 2) / 3, size)).toBeGreaterThan(5)
      expect(unmasked.every((value) => value >= 0 && value <= 255)).toBe(true)
    }
  })

  test('mixes in faces known by their mask', async () => {
    const { set, templates } = await openSet()
    const pictures = [true, false, true].map((isMasked, i) => ({ isMasked, values: new Float32Array(size).fill(i) }))
    const real = { set: { checksum: 'real', pictures }, batch: 3 }
    const source = createDrawnFaceSource(set, templates, createRng('batches'), { batch: 2, real })
    const { real: mixed } = await source.batch(0)
    const places = [0, 1, 2].map((i) => mixed!.pictures[i * size]!)
    expect(places.toSorted()).toEqual([0, 1, 2])
    expect(mixed!.isMasked).toEqual(places.map((place) => pictures[place]!.isMasked))
  })

  test('names pictures that do not decode and people of whom nothing remains', async () => {
    const { set } = await openSet((dataset) => ({
      ...dataset,
      photos: dataset.photos.map((photo) => {
        const isBroken = photo.person === 'dev-0002' || photo.id === 'dev-0001/0001.jpg'
        return isBroken ? { ...photo, landmarks: photo.landmarks, load: async () => new Uint8Array(10) } : photo
      }),
    }))
    expect(set.people).toEqual(['dev-0001', 'dev-0003'])
    expect(set.pictures.map(({ person }) => person)).toEqual([0, 1, 1])
    expect(set.leftOut.map(({ what }) => what)).toEqual([
      'dev-0001/0001.jpg',
      'dev-0002/0001.jpg',
      'dev-0002/0002.jpg',
      'dev-0002',
    ])
  })

  test('draws development people once', async () => {
    const { set, templates } = await openSet()
    const [one, other] = [1, 2].map(() => createDevelopmentSet(set, templates, createRng('development')))
    expect(one).toEqual(other)
    expect(one!.people).toEqual([0, 0, 1, 1, 2, 2])
  })
})
