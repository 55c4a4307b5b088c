import { createImage, createRng, type Image } from '@maskmirror/core'
import { resizeImage } from '@maskmirror/imaging'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generatePicture } from '#generated/generate-picture.ts'
import { personKey } from '#split/person-key.ts'
import { excludePhotos, parseExclusions } from './exclusions.ts'
import { findIdentityOutliers, leastStrangerEvidence } from './identity-outliers.ts'
import type { IdentityPhoto } from './mate-standing.ts'
import { findNearDuplicates } from './near-duplicates.ts'
import { findOverlap } from './overlap.ts'
import { bitDistance, type PerceptualHash, perceptualHash } from './perceptual-hash.ts'
import { findRepeatedFaces } from './repeated-faces.ts'

const faces = await Promise.all(
  ['anna', 'bert', 'cleo'].flatMap((person) =>
    [0, 1].map((picture) => generatePicture({ seed: 'health', person, picture })),
  ),
)
const pictures = faces.map(({ image }) => image)

function changed({ data, width, height, channels }: Image, change: (value: number) => number): Image {
  return createImage(width, height, channels, Uint8ClampedArray.from(data, change))
}

describe('perceptualHash', () => {
  test('the same photo, smaller, brighter or noisy, stays near; other photos are far', () => {
    const rng = createRng(1)
    const hashes = pictures.map(perceptualHash)
    const [first] = pictures
    const smaller = resizeImage(first!, Math.round(first!.width * 0.7), Math.round(first!.height * 0.7))
    const variants = [smaller, changed(first!, (v) => v * 0.8 + 20), changed(first!, (v) => v + 8 * (rng.next() - 0.5))]
    for (const variant of variants.map(perceptualHash)) {
      expect(bitDistance(variant.shape, hashes[0]!.shape)).toBeLessThanOrEqual(6)
      expect(bitDistance(variant.detail, hashes[0]!.detail)).toBeLessThanOrEqual(48)
    }
    for (const other of hashes.slice(1)) expect(bitDistance(other.detail, hashes[0]!.detail)).toBeGreaterThan(48)
  })

  test('bits of a picture that can be told by hand', () => {
    const ramp = createImage(
      17,
      16,
      1,
      Uint8ClampedArray.from({ length: 17 * 16 }, (_, i) => (i % 17) * 10),
    )
    expect(perceptualHash(ramp).detail).toEqual(new Uint8Array(32).fill(255))
    expect(perceptualHash(createImage(17, 16, 1)).detail).toEqual(new Uint8Array(32))
  })
})

describe('findNearDuplicates', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
  test('finds what comparing all pairs finds', () => {
    // few different bytes, so that near pairs are common
    const hash = fc.record({
      shape: bytes(8).map((b) => b.map((v) => v & 3)),
      detail: bytes(32).map((b) => b.map((v) => v & 1)),
    })
    fc.assert(
      fc.property(fc.array(fc.option(hash), { maxLength: 25 }), (hashes: (PerceptualHash | null)[]) => {
        const expected: number[][] = []
        for (const [a, one] of hashes.entries()) {
          for (const [b, other] of hashes.entries()) {
            if (a >= b || one === null || other === null) continue
            const isNear = bitDistance(one.shape, other.shape) <= 6 && bitDistance(one.detail, other.detail) <= 16
            if (isNear) expected.push([a, b])
          }
        }
        const found = findNearDuplicates(hashes, { shape: 6, detail: 16 })
        expect(found.map(({ a, b }) => [a, b])).toEqual(expected)
      }),
    )
  })
})

const unit = (...values: number[]) => {
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}

describe('findIdentityOutliers', () => {
  /** Forty people with four bare and two masked photos; a mask hides half of the person and looks the same on all. */
  function faces(wrong: Readonly<Record<string, number>> = {}) {
    const rng = createRng('faces')
    const noise = (length: number, size: number) => Array.from({ length }, () => size * rng.normal())
    const centres = Array.from({ length: 40 }, () => noise(32, 1))
    const mask = noise(32, 1)
    return centres.flatMap((_, person) =>
      Array.from({ length: 6 }, (__, k): IdentityPhoto => {
        const shown = centres[wrong[`${person}/${k}`] ?? person]!
        const masked = k >= 4
        const seen = masked ? shown.map((value, i) => (i < 16 ? value : 0) + mask[i]!) : shown
        const blur = noise(32, 0.5)
        return { person: `p${person}`, masked, embedding: unit(...seen.map((value, i) => value + blur[i]!)) }
      }),
    )
  }
  const at = (person: number, k: number) => person * 6 + k

  test('nothing is suspect where everybody looks like themselves', () => {
    const { outliers, evidence } = findIdentityOutliers(faces())
    expect(outliers).toEqual([])
    expect(evidence.every((value) => value !== null && value < leastStrangerEvidence)).toBe(true)
  })

  test('a bare and a masked photo of another person come first, with whom they show', () => {
    const { outliers } = findIdentityOutliers(faces({ '3/1': 9, '20/4': 8 }))
    expect(outliers.map(({ photo }) => photo)).toEqual([at(3, 1), at(20, 4)])
    expect(outliers[0]!.closest.person).toBe('p9')
    expect(outliers[0]!.own).toBeLessThan(outliers[0]!.closest.similarity)
    expect(outliers[0]!.strangersCloser).toBeGreaterThan(0)
  })

  test('masked photos of two other people are likelier of strangers, each of them', () => {
    const wrong = faces({ '5/4': 11, '5/5': 12 })
    const { evidence } = findIdentityOutliers(wrong)
    const sumOf = (person: number) => evidence[at(person, 4)]! + evidence[at(person, 5)]!
    const sums = Array.from({ length: 40 }, (_, person) => sumOf(person))
    expect(Math.max(...sums)).toBe(sumOf(5))
    expect(sumOf(5)).toBeGreaterThan(leastStrangerEvidence)
    for (const k of [4, 5]) expect(evidence[at(5, k)]!).toBeGreaterThan(0)
    for (const k of [0, 1, 2, 3]) expect(evidence[at(5, k)]!).toBeLessThan(0)
  })

  test('what cannot be told has no evidence', () => {
    const photo = { person: 'alone', masked: false, embedding: unit(...new Array(32).fill(1)) }
    const { evidence } = findIdentityOutliers([...faces(), photo, { ...photo, person: 'p0', embedding: null }])
    expect(evidence.slice(-2)).toEqual([null, null])
    // two people are no measure
    expect(findIdentityOutliers(faces().slice(0, 12)).evidence.every((value) => value === null)).toBe(true)
    expect(findIdentityOutliers([])).toEqual({ outliers: [], evidence: [] })
  })

  test('people of whom there are masked photos alone are compared among these', () => {
    const { evidence } = findIdentityOutliers(faces({ '3/4': 9 }).filter(({ masked }) => masked))
    expect(evidence).toHaveLength(80)
    expect(Math.max(...evidence.map((value) => value!))).toBe(Math.max(evidence[6]!, evidence[7]!))
  })
})

describe('findRepeatedFaces', () => {
  const face = (picture: number, person: string, embedding: Float32Array) => ({
    person,
    hash: perceptualHash(pictures[picture]!),
    embedding,
  })
  test('needs the look and the embedding to agree', () => {
    const found = findRepeatedFaces([
      face(0, 'anna', unit(1, 0)),
      face(0, 'bert', unit(1, 0.1)),
      null,
      face(0, 'cleo', unit(0, 1)),
      face(2, 'anna', unit(1, 0)),
      // as near as bert, but photos of one person often are
      face(0, 'anna', unit(1, 0.6)),
    ])
    expect(found.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [1, 5],
    ])
  })
})

test('personKey', () => {
  expect(personKey('00_0001_tankai_07', 'third-part')).toBe('tankai')
  expect(personKey('00_0001_tankai_07', 'as-is')).toBe('00_0001_tankai_07')
  expect(personKey('tankai', 'third-part')).toBe('tankai')
  expect(() => personKey('00_0001__07', 'third-part')).toThrow(/third part/)
})

test('findOverlap', () => {
  const set = (name: string, people: string[], contents: string[]) => ({
    ...{ name, people: new Set(people), contents: new Set(contents) },
  })
  expect(findOverlap([set('a', ['x', 'y'], ['1', '2']), set('b', ['y'], ['2', '3']), set('c', [], [])])).toEqual([
    { a: 'a', b: 'b', people: ['y'], pictures: 1 },
    { a: 'a', b: 'c', people: [], pictures: 0 },
    { a: 'b', b: 'c', people: [], pictures: 0 },
  ])
})

describe('exclusions', () => {
  const photo = (id: string) => ({
    ...{ id, person: id.split('/')[0]!, masked: false, landmarks: null },
    load: () => Promise.reject(new Error('not read')),
  })
  const dataset = {
    ...{ name: 'faces', kind: 'folder' as const, description: '', checksum: 'c', licence: null, notes: [] },
    photos: ['a/1', 'a/2', 'b/1'].map(photo),
    pairs: [
      { reference: 'a/1', probe: 'a/2', genuine: true },
      { reference: 'a/2', probe: 'b/1', genuine: false },
    ],
  }
  const parse = (...lines: string[]) =>
    parseExclusions(['dataset,file,problem,exclude', ...lines].join('\n'), 'list.csv', dataset)

  test('takes out photos and the pairs that name them', () => {
    const list = parse('faces,a/1,duplicate,1', 'faces,a/1,mask,0', 'faces,b/1,mask,', 'other,x/9,mask,1')
    expect(list).toMatchObject({ photos: ['a/1'], undecided: 1 })
    const kept = excludePhotos(dataset, list)
    expect(kept.photos.map(({ id }) => id)).toEqual(['a/2', 'b/1'])
    expect(kept.pairs).toEqual([dataset.pairs[1]])
    expect(kept.checksum).toBe('c')
    expect(kept.notes).toEqual([
      '1 of 3 photos are excluded by a reviewed list, and with them 1 listed pairs.',
      '1 lines of that list are not decided; their photos stay.',
    ])
  })

  test('equal decisions have equal checksums', () => {
    const one = parse('faces,b/1,x,1', 'faces,a/1,x,1')
    expect(parse('faces,a/1,other words,1', 'faces,b/1,,1', 'faces,a/2,,0').checksum).toBe(one.checksum)
    expect(parse('faces,a/1,x,1').checksum).not.toBe(one.checksum)
  })

  test.each([
    ['faces,a/9,x,1', 'absent-photo', /list\.csv, line 2: expected a photo of faces but a\/9/],
    ['faces,a/1,x,yes', 'bad-exclusions', /line 2: expected exclude to be 0, 1 or empty/],
    ['faces,a/1', 'bad-exclusions', /line 2: expected 4 cells/],
  ])('%s', (line, code, message) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })
})
