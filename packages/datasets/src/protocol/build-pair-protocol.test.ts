import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Dataset, Photo, PhotoPair } from '#dataset.ts'
import { buildPairProtocol, type PairProtocolOptions } from './build-pair-protocol.ts'
import { possibleSettings } from './possible-settings.ts'
import { usedViews } from './searched-views.ts'
import { maskedSides, settingNames } from './setting.ts'
import { halfOfPerson } from './split-people.ts'

/** @param counts bare and masked photos of each person */
function makeDataset(
  counts: readonly (readonly [number, number])[],
  pairs: readonly PhotoPair[] | null = null,
): Dataset {
  const photos = counts.flatMap(([bare, masked], p) => {
    const person = `p${String(p).padStart(3, '0')}`
    const photo = (name: string, isMasked: boolean): Photo => ({
      id: `${person}/${name}.jpg`,
      person,
      masked: isMasked,
      load: () => Promise.reject(new Error('the protocol loads nothing')),
      landmarks: null,
    })
    return [
      ...Array.from({ length: bare }, (_, i) => photo(`b${i}`, false)),
      ...Array.from({ length: masked }, (_, i) => photo(`m${i}`, true)),
    ]
  })
  return { name: 'made', kind: 'folder', description: '', checksum: '', photos, pairs, licence: null, notes: [] }
}

const options: PairProtocolOptions = { masks: 'auto', people: 'all', maxGenuine: 10_000, maxImpostor: 10_000, seed: 1 }
const many = (count: number, bare: number, masked: number) =>
  Array.from({ length: count }, () => [bare, masked] as const)

describe('which masks', () => {
  test.each([
    { why: 'no masked photo', counts: many(30, 3, 0), source: 'synthetic', settings: 4 },
    { why: '20 people with two of each', counts: many(20, 3, 2), source: 'real', settings: 4 },
    { why: '19 people with two of each', counts: many(19, 3, 2), source: 'synthetic', settings: 4 },
    { why: 'one bare photo each, some masked', counts: many(5, 1, 3), source: 'real', settings: 1 },
  ])('auto with $why: $source', ({ counts, source, settings }) => {
    const protocol = buildPairProtocol(makeDataset(counts), options)
    expect(protocol.maskSource).toBe(source)
    const coverage = possibleSettings(protocol)
    expect(settingNames.filter((name) => coverage[name].impossibleBecause === null)).toHaveLength(settings)
  })

  test('real: the k-th bare photo is joined with the k-th masked one', () => {
    const { views, notes } = buildPairProtocol(makeDataset(many(3, 3, 2)), { ...options, masks: 'real' })
    expect(views.slice(0, 2)).toEqual([
      { person: 'p000', bare: 'p000/b0.jpg', masked: 'p000/m0.jpg' },
      { person: 'p000', bare: 'p000/b1.jpg', masked: 'p000/m1.jpg' },
    ])
    expect(views).toHaveLength(6)
    expect(notes.join(' ')).toContain('3 photos are in no view')
  })

  test('one bare photo a person: bare references, masked probes, and the reason for what is absent', () => {
    const protocol = buildPairProtocol(makeDataset(many(4, 1, 2)), options)
    for (const { reference, probe } of protocol.pairs) {
      expect(protocol.views[reference]).toMatchObject({ masked: null })
      expect(protocol.views[probe]).toMatchObject({ bare: null })
    }
    expect(protocol.notes.at(-1)).toBe('Settings that these photos do not allow: umr-ump, mr-mp, mr-ump.')
    const coverage = possibleSettings(protocol)
    expect(coverage['umr-mp']).toEqual({ genuine: 8, impostor: 24, impossibleBecause: null })
    expect(coverage['mr-ump'].impossibleBecause).toMatch(
      /No genuine pair .* masked photo as reference and a bare one as probe/,
    )
  })

  test('synthetic masks leave the masked photos out and say so', () => {
    const { views, notes } = buildPairProtocol(makeDataset(many(3, 2, 2)), { ...options, masks: 'synthetic' })
    expect(views.every(({ bare, masked }) => bare !== null && masked === null)).toBe(true)
    expect(notes.join(' ')).toContain('6 photos are in no view')
  })

  test.each([
    { counts: many(3, 2, 0), masks: 'real', code: 'no-masked-photos' },
    { counts: many(3, 0, 2), masks: 'synthetic', code: 'no-bare-photos' },
    { counts: many(3, 1, 0), masks: 'auto', code: 'no-genuine-pairs' },
    { counts: many(1, 4, 0), masks: 'auto', code: 'no-impostor-pairs' },
  ] as const)('$code', ({ counts, masks, code }) => {
    expect(() => buildPairProtocol(makeDataset(counts), { ...options, masks })).toThrow(
      expect.objectContaining({ code }),
    )
  })

  test.each([
    [{ maxGenuine: 0 }, /maxGenuine to be a whole number/],
    [{ maxImpostor: 2.5 }, /maxImpostor to be a whole number/],
  ])('rejects %o', (change, message) => {
    expect(() => buildPairProtocol(makeDataset(many(3, 2, 0)), { ...options, ...change })).toThrow(message)
  })
})

describe('every setting masks the sides that it names, on every pair', () => {
  // a published evaluation paired [0::2] with [1::2] and masked "the second half" of the list: both sides or none
  test.each([
    { masks: 'synthetic', counts: many(8, 3, 0) },
    { masks: 'real', counts: many(8, 3, 3) },
  ] as const)('$masks', ({ masks, counts }) => {
    const protocol = buildPairProtocol(makeDataset(counts), { ...options, masks })
    const coverage = possibleSettings(protocol)
    const genuine = protocol.pairs.filter((pair) => pair.genuine).length
    for (const setting of settingNames) {
      expect(coverage[setting]).toEqual({ genuine, impostor: protocol.pairs.length - genuine, impossibleBecause: null })
      for (const pair of protocol.pairs) {
        for (const side of ['reference', 'probe'] as const) {
          const view = protocol.views[pair[side]]!
          const photo = maskedSides[setting][side] && masks === 'real' ? view.masked : view.bare
          expect(photo).toMatch(maskedSides[setting][side] && masks === 'real' ? /\/m\d/ : /\/b\d/)
        }
      }
    }
  })
})

describe('pairs', () => {
  const counts = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 12 })
  const choice = fc.record({
    counts,
    masks: fc.constantFrom('auto' as const, 'synthetic' as const, 'real' as const),
    people: fc.constantFrom('all' as const, 'development' as const, 'test' as const),
    maxGenuine: fc.integer({ min: 1, max: 40 }),
    maxImpostor: fc.integer({ min: 1, max: 200 }),
    seed: fc.string(),
  })

  test('never a photo with itself, never twice or turned round, labels true, halves apart, same again', () => {
    let built = 0
    fc.assert(
      fc.property(choice, ({ counts, ...chosen }) => {
        const dataset = makeDataset(counts)
        const build = () => {
          try {
            return buildPairProtocol(dataset, chosen)
          } catch (error) {
            expect(error).toMatchObject({ name: 'DatasetError' })
            return null
          }
        }
        const protocol = build()
        if (protocol === null) return
        built++
        expect(build()).toEqual(protocol)
        const { views, pairs } = protocol
        const seen = new Set<string>()
        for (const { reference, probe, genuine } of pairs) {
          const [a, b] = [views[reference]!, views[probe]!]
          expect(reference).not.toBe(probe)
          expect(a.person === b.person).toBe(genuine)
          for (const { person } of [a, b])
            if (chosen.people !== 'all') expect(halfOfPerson(person, chosen.seed)).toBe(chosen.people)
          const key = `${Math.min(reference, probe)} ${Math.max(reference, probe)}`
          expect(seen.has(key)).toBe(false)
          seen.add(key)
        }
        const photos = views.flatMap(({ bare, masked }) => [bare, masked]).filter((id) => id !== null)
        expect(new Set(photos).size).toBe(photos.length)
        expect(pairs.filter((pair) => pair.genuine).length).toBeLessThanOrEqual(chosen.maxGenuine)
        expect(pairs.filter((pair) => !pair.genuine).length).toBeLessThanOrEqual(chosen.maxImpostor)
      }),
      { numRuns: 300 },
    )
    expect(built).toBeGreaterThan(50)
  })

  test('with room for all, all there are', () => {
    for (const [counts, genuine, impostor] of [
      [many(5, 3, 0), 15, 90],
      [many(6, 2, 0), 6, 60],
      [
        [
          [1, 0],
          [3, 0],
          [2, 0],
        ],
        4,
        11,
      ],
    ] as const) {
      const { pairs } = buildPairProtocol(makeDataset(counts), options)
      expect(pairs.filter((pair) => pair.genuine)).toHaveLength(genuine)
      expect(pairs.filter((pair) => !pair.genuine)).toHaveLength(impostor)
    }
  })

  test('a sample is spread evenly over people, on both sides', () => {
    const { views, pairs } = buildPairProtocol(makeDataset([[40, 0], ...many(19, 4, 0)]), {
      ...options,
      maxGenuine: 60,
      maxImpostor: 100,
    })
    const count = (genuine: boolean, side: 'reference' | 'probe') => {
      const counts = new Map<string, number>()
      for (const pair of pairs) {
        if (pair.genuine !== genuine) continue
        const { person } = views[pair[side]]!
        counts.set(person, (counts.get(person) ?? 0) + 1)
      }
      return [...counts.values()]
    }
    expect(count(true, 'reference')).toEqual(Array(20).fill(3))
    expect(count(false, 'reference')).toEqual(Array(20).fill(5))
    expect(count(false, 'probe')).toEqual(Array(20).fill(5))
  })

  test('a genuine pair goes either way round', () => {
    const { pairs } = buildPairProtocol(makeDataset(many(30, 3, 0)), options)
    const forwards = pairs.filter((pair) => pair.genuine && pair.reference < pair.probe).length
    expect(forwards).toBeGreaterThan(25)
    expect(forwards).toBeLessThan(65)
  })

  test('development and test people are disjoint and together all', () => {
    const dataset = makeDataset(many(40, 2, 0))
    const people = (half: PairProtocolOptions['people']) =>
      new Set(buildPairProtocol(dataset, { ...options, people: half }).views.map((view) => view.person))
    const [development, test] = [people('development'), people('test')]
    expect([...development].some((person) => test.has(person))).toBe(false)
    expect(development.size + test.size).toBe(40)
    expect(development.size).toBeGreaterThan(8)
    expect(test.size).toBeGreaterThan(8)
  })
})

describe("a set's own list", () => {
  const pairs = [
    { reference: 'p000/b0.jpg', probe: 'p000/b1.jpg', genuine: true },
    { reference: 'p001/b0.jpg', probe: 'p000/b1.jpg', genuine: false },
    { reference: 'p002/b1.jpg', probe: 'p002/b0.jpg', genuine: true },
    { reference: 'p003/b0.jpg', probe: 'p002/b0.jpg', genuine: false },
  ]

  test('is used as it is', () => {
    const protocol = buildPairProtocol(makeDataset(many(30, 2, 2), pairs), options)
    expect(protocol.maskSource).toBe('synthetic')
    expect(
      protocol.pairs.map(({ reference, probe, genuine }) => ({
        reference: protocol.views[reference]!.bare,
        probe: protocol.views[probe]!.bare,
        genuine,
      })),
    ).toEqual(pairs)
  })

  test('keeps pairs whose people are both in the half, and counts the others', () => {
    const list = Array.from({ length: 40 }, (_, i) => [
      {
        reference: `p${String(i).padStart(3, '0')}/b0.jpg`,
        probe: `p${String(i).padStart(3, '0')}/b1.jpg`,
        genuine: true,
      },
      {
        reference: `p${String(i).padStart(3, '0')}/b0.jpg`,
        probe: `p${String((i + 1) % 40).padStart(3, '0')}/b1.jpg`,
        genuine: false,
      },
    ]).flat()
    const protocol = buildPairProtocol(makeDataset(many(40, 2, 0), list), { ...options, people: 'test' })
    for (const { person } of protocol.views) expect(halfOfPerson(person, 1)).toBe('test')
    expect(protocol.notes.join(' ')).toContain(`${80 - protocol.pairs.length} listed pairs are left out`)
  })

  test('gives way to real masks when they are asked for', () => {
    const protocol = buildPairProtocol(makeDataset(many(4, 2, 2), pairs), { ...options, masks: 'real' })
    expect(protocol.maskSource).toBe('real')
    expect(protocol.notes).toContain("The set's own pair list names bare photos only and is not used.")
  })

  test('that names masked photos is for real masks', () => {
    const list = [
      { reference: 'p000/b0.jpg', probe: 'p000/m0.jpg', genuine: true },
      { reference: 'p001/b0.jpg', probe: 'p000/m0.jpg', genuine: false },
    ]
    const dataset = makeDataset(many(4, 2, 2), list)
    const protocol = buildPairProtocol(dataset, options)
    expect(protocol.maskSource).toBe('real')
    expect(possibleSettings(protocol)['umr-mp']).toMatchObject({ genuine: 1, impostor: 1 })
    expect(possibleSettings(protocol)['umr-ump'].impossibleBecause).not.toBeNull()
    expect(() => buildPairProtocol(dataset, { ...options, masks: 'synthetic' })).toThrow(
      /pair list of bare photos .* 2 pairs/,
    )
  })

  test('longer than allowed is sampled, each kind on its own', () => {
    const { pairs: chosen, notes } = buildPairProtocol(makeDataset(many(4, 2, 0), pairs), { ...options, maxGenuine: 1 })
    expect(chosen.filter((pair) => pair.genuine)).toHaveLength(1)
    expect(chosen.filter((pair) => !pair.genuine)).toHaveLength(2)
    expect(notes).toContain('A random choice of 3 of 4 listed pairs.')
  })
})

describe('photos with a role in identification', () => {
  const withRoles = (dataset: Dataset, roleOf: (photo: Photo) => string | undefined): Dataset => ({
    ...dataset,
    photos: dataset.photos.map((photo) => {
      const role = roleOf(photo)
      return role === undefined ? photo : { ...photo, attributes: { role } }
    }),
  })
  const distractors = withRoles(makeDataset([...many(3, 2, 0), ...many(40, 1, 0)]), ({ person }) =>
    person >= 'p003' ? 'distractor' : undefined,
  )

  test('distractors are in no pair, and searched', () => {
    const protocol = buildPairProtocol(distractors, options)
    const paired = new Set(protocol.pairs.flatMap(({ reference, probe }) => [reference, probe]))
    for (const view of paired) expect(protocol.views[view]!.person < 'p003').toBe(true)
    expect(protocol.searchOnly).toHaveLength(40)
    expect(usedViews(protocol).size).toBe(46)
    expect(protocol.notes).toContain(
      'Identification: 40 more photos are searched or searched in, 40 distractors among them.',
    )
    const without = buildPairProtocol(makeDataset(many(3, 2, 0)), options)
    expect(protocol.pairs).toEqual(without.pairs)
    expect(without).not.toHaveProperty('searchOnly')
  })

  test('only those of the half', () => {
    const { views, searchOnly } = buildPairProtocol(
      withRoles(makeDataset(many(40, 2, 0)), ({ id }) => (id.endsWith('b1.jpg') ? 'gallery' : 'probe')),
      { ...options, people: 'test', maxGenuine: 1, maxImpostor: 1 },
    )
    expect(searchOnly!.length).toBeGreaterThan(20)
    for (const { person } of views) expect(halfOfPerson(person, 1)).toBe('test')
  })

  test('with a pair list, photos of a role that it does not name are views of their own', () => {
    const pairs = [
      { reference: 'p000/b0.jpg', probe: 'p000/b1.jpg', genuine: true },
      { reference: 'p000/b0.jpg', probe: 'p001/b0.jpg', genuine: false },
    ]
    const dataset = withRoles(makeDataset(many(3, 2, 1), pairs), () => 'probe')
    const { views, searchOnly, maskSource } = buildPairProtocol(dataset, options)
    expect(maskSource).toBe('synthetic')
    // masked photos have no place where masks are drawn
    expect(searchOnly!.map((view) => views[view])).toEqual([
      { person: 'p001', bare: 'p001/b1.jpg', masked: null },
      { person: 'p002', bare: 'p002/b0.jpg', masked: null },
      { person: 'p002', bare: 'p002/b1.jpg', masked: null },
    ])
  })

  test('another word in the column is no role', () => {
    const actors = withRoles(makeDataset(many(3, 2, 0)), () => 'leading')
    expect(buildPairProtocol(actors, options)).not.toHaveProperty('searchOnly')
  })
})
