import { createImage } from '@maskmirror/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageShape } from './age-identity.ts'
import { drawCameraModel } from './camera-model.ts'
import { coverAtPoints, joinedAlpha, type WearMask } from './cover.ts'
import { describePicture } from './describe-picture.ts'
import { type FaceWorld, plainWorld, variedWorld } from './face-world.ts'
import { generatePicture, locateLandmarks } from './generate-picture.ts'
import { drawIdentity, type Identity } from './identity.ts'
import { occluderKinds } from './occluder.ts'
import { openGeneratedDataset } from './open-generated-dataset.ts'
import { resemble } from './resemble.ts'

const world = (change: Partial<FaceWorld>): FaceWorld => ({ ...plainWorld, ...change })

/** The measures that a face is recognised by. */
function measures({ head, eyes, brows, nose, mouth }: Identity): number[] {
  return [head, eyes, brows, nose, mouth].flatMap((part) => Object.values(part))
}

function distance(a: Identity, b: Identity): number {
  const theirs = measures(b)
  return Math.hypot(...measures(a).map((value, i) => value - theirs[i]!))
}

describe('ageing', () => {
  test('has no jumps: half a year changes a face less than ten years, in all that has a measure', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 30, noNaN: true }), (person, years) => {
        const at = (later: number) => drawIdentity(1, person, later)
        const [now, soon, late] = [at(years), at(years + 0.05), at(years + 10)]
        expect(distance(now, soon)).toBeLessThan(0.003)
        expect(distance(now, late)).toBeGreaterThan(0.01)
        expect(late.ageYears).toBeCloseTo(now.ageYears + 10, 9)
        for (const [i, channel] of soon.pigment.hair.entries()) {
          expect(Math.abs(channel - now.pigment.hair[i]!)).toBeLessThan(0.6)
        }
        expect(soon.marks.nasolabial).toBeGreaterThanOrEqual(now.marks.nasolabial)
        expect(soon.marks.moles).toEqual(now.marks.moles)
      }),
      { numRuns: 40 },
    )
    const identity = drawIdentity(1, 'anna')
    expect(ageShape(identity, 0)).toBe(identity)
  })

  test('a person who ages stays nearer to themselves than to others', () => {
    const people = Array.from({ length: 30 }, (_, i) => `p${i}`)
    const aged = people.map((person) => distance(drawIdentity(1, person), drawIdentity(1, person, 8)))
    const others = people.slice(1).map((person, i) => distance(drawIdentity(1, people[i]!), drawIdentity(1, person)))
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(aged) * 3).toBeLessThan(mean(others))
  })
})

describe('look-alikes', () => {
  test('are nearer to the other face by their likeness; hair and moles stay their own', () => {
    const [own, other] = [drawIdentity(1, 'b'), drawIdentity(1, 'a')]
    const alike = resemble(own, 1, 'a', 0.75)
    const model = drawIdentity(1, 'a', own.ageYears - other.ageYears)
    expect(distance(alike, model)).toBeCloseTo(0.25 * distance(own, model), 9)
    expect(alike.hair).toEqual(own.hair)
    expect(alike.marks).toEqual(own.marks)
    expect(resemble(own, 1, 'a', 0)).toEqual(own)
  })

  test('come in pairs in the share that is asked for, and the labels say of whom', () => {
    const { photos } = openGeneratedDataset({
      ...{ seed: 1, people: 400, picturesPerPerson: 1, split: 'test' },
      world: world({ lookAlikes: 0.3 }),
    })
    const alike = photos.filter(({ attributes }) => attributes?.lookAlikeOf !== 'nobody')
    expect(alike.length).toBeGreaterThan(42)
    expect(alike.length).toBeLessThan(78)
    for (const { person, attributes } of alike) {
      expect(Number(person.slice(-4)) - Number(attributes?.lookAlikeOf?.slice(-4))).toBe(1)
    }
  })
})

describe('sessions and cameras', () => {
  const varied = world({ cameras: 4, sessions: 3, years: 6 })
  const describeOf = (picture: number) => describePicture({ seed: 1, person: 'a', picture, world: varied })

  test('pictures of a session share clothes, hair, day and camera; sessions are years apart', () => {
    const [first, again, last] = [describeOf(0), describeOf(3), describeOf(2)]
    expect(again.session).toEqual(first.session)
    expect(again.identity).toEqual(first.identity)
    expect(again.appearance.clothes).toEqual(first.appearance.clothes)
    expect(again.appearance.yawRad).not.toBe(first.appearance.yawRad)
    expect(last.session!.day - first.session!.day).toBeGreaterThan(6 * 365)
    expect(last.identity.ageYears - first.identity.ageYears).toBeCloseTo(last.session!.day / 365.25, 6)
    expect(last.appearance.clothes).not.toEqual(first.appearance.clothes)
  })

  test('a camera is the same for everybody and in larger worlds', () => {
    const used = Array.from({ length: 20 }, (_, i) =>
      describePicture({ seed: 1, person: `p${i}`, picture: 0, world: varied }),
    ).map(({ appearance }) => appearance.camera)
    expect(new Set(used.map(({ name }) => name)).size).toBe(4)
    for (const { name, distance: away, redGain } of used) {
      const model = drawCameraModel(1, Number(name!.slice(-1)))
      expect([away, redGain]).toEqual([model.distance, model.redGain])
    }
  })

  test('a near camera makes the nose large against the ears', () => {
    const spread = (away: number) => {
      const request = { seed: 1, person: 'a', picture: 0, world: world({ cameras: 40, sessions: 40 }) }
      const found = Array.from({ length: 40 }, (_, picture) => ({ ...request, picture })).map((one) => ({
        away: describePicture(one).appearance.camera.distance,
        points: locateLandmarks(one).ibug68.points,
      }))
      const { points } = found.sort((a, b) => Math.abs(a.away - away) - Math.abs(b.away - away))[0]!
      const width = (i: number, j: number) => Math.abs(points[i * 2]! - points[j * 2]!)
      return width(31, 35) / width(0, 16)
    }
    expect(spread(8)).toBeGreaterThan(spread(28) * 1.02)
  })

  test.each([{ cameras: -1 }, { sessions: 1.5 }, { years: 5 }, { lookAlikes: 2 }, { occluders: Number.NaN }])(
    'rejects the world %o',
    (change) => {
      const options = { seed: 1, people: 1, picturesPerPerson: 1, split: 'test' } as const
      expect(() => openGeneratedDataset({ ...options, world: world(change) })).toThrow(
        expect.objectContaining({ code: 'bad-option' }),
      )
    },
  )
})

describe('what is before a face', () => {
  const covered = world({ occluders: 1 })

  test('every kind occurs, hides something, and leaves the rest of the picture bit for bit', async () => {
    const seen = new Set<string>()
    for (let i = 0; seen.size < occluderKinds.length; i++) {
      expect(i).toBeLessThan(100)
      const request = { seed: 1, person: `o${i}`, picture: 0, world: covered }
      const { kind } = describePicture(request).occluder!
      if (seen.has(kind)) continue
      seen.add(kind)
      const { image, bare, covers } = await generatePicture(request)
      const [cover] = covers
      expect(cover!.name).toBe(kind)
      const alpha = cover!.alpha.data
      const untouched = image.data.every((value, i) => alpha[Math.floor(i / 3)]! > 0 || value === bare.data[i])
      expect(untouched).toBe(true)
      const hidden = alpha.filter((value) => value > 127).length
      expect(hidden).toBeGreaterThan(400)
      expect(hidden).toBeLessThan(250 * 250 * 0.5)
    }
  })

  test('lies over the bare picture of the same request without it', async () => {
    const request = { seed: 1, person: 'o1', picture: 0 }
    const { bare } = await generatePicture({ ...request, world: covered })
    const { image, covers } = await generatePicture(request)
    expect(covers).toEqual([])
    expect(image.data.every((value, i) => value === bare.data[i])).toBe(true)
  })

  test('a worn mask lies below it, and points say how far both cover them', async () => {
    const wear: WearMask = (image, landmarks) => {
      const alpha = createImage(image.width, image.height, 1)
      alpha.data.fill(255, Math.round(landmarks.arcface5.points[5]!) * image.width)
      const data = image.data.map((value, i) => (alpha.data[Math.floor(i / 3)] === 255 ? 7 : value))
      return { image: createImage(image.width, image.height, 3, data), alpha, label: { type: 'plain' } }
    }
    const {
      image,
      covers,
      covered: points,
      landmarks,
    } = await generatePicture({ seed: 1, person: 'o1', picture: 0, world: covered }, wear)
    expect(covers.map(({ name }) => name)).toEqual([
      'mask',
      describePicture({ seed: 1, person: 'o1', picture: 0, world: covered }).occluder!.kind,
    ])
    expect(covers[0]!.label).toEqual({ type: 'plain' })
    expect(points[8]).toBe(255)
    expect([...points]).toEqual([...coverAtPoints(covers, landmarks.ibug68.points)])
    const [mask, front] = covers.map(({ alpha }) => alpha.data)
    expect(
      image.data.every((value, i) => mask![Math.floor(i / 3)] === 0 || front![Math.floor(i / 3)]! > 0 || value === 7),
    ).toBe(true)
    expect(joinedAlpha(covers)!.data.every((value, p) => value === (mask![p] === 255 ? 255 : front![p]))).toBe(true)
    expect(joinedAlpha([])).toBeNull()
  })
})

test('a varied set repeats byte for byte and does not depend on how many are asked for', async () => {
  const open = (people: number) =>
    openGeneratedDataset({ seed: 1, people, picturesPerPerson: 3, split: 'test', world: variedWorld })
  const [small, large] = [open(2), open(9)]
  expect(small.checksum).not.toBe(large.checksum)
  for (const photo of small.photos) {
    const same = large.photos.find(({ id }) => id === photo.id)!
    expect(Buffer.compare(await photo.load(), await same.load())).toBe(0)
    expect(same.attributes).toEqual(photo.attributes)
    expect(Object.keys(same.attributes!)).toEqual([
      'age',
      'glasses',
      'camera',
      'session',
      'day',
      'lookAlikeOf',
      'occluder',
    ])
  }
})
