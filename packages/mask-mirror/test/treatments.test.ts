import { createImage, createLandmarks, type Outcome } from '@maskmirror/core'
import { coloursOfType, maskColours, maskTypes } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import type { AlignedFace } from '../src/index.ts'
import { pairTreatmentNames } from '../src/treatment.ts'
import { madeFace, pairTreatment } from './made-faces.ts'

const people = await Promise.all(['a', 'b', 'c'].map(madeFace))
const [alice, bob] = people as [(typeof people)[0], (typeof people)[0]]

function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

/** Only what a treatment may know; anything else that it reads is an error. */
function guarded(face: AlignedFace): AlignedFace {
  return new Proxy(face, {
    get: (target, key) => {
      if (key === 'crop') return target.crop
      if (key === 'landmarks') return target.landmarks
      throw new Error(`a treatment read ${String(key)}`)
    },
    ownKeys: () => {
      throw new Error('a treatment listed the properties of a face')
    },
  })
}

describe.each(pairTreatmentNames)('%s', (name) => {
  const treatment = pairTreatment(name)
  const probe = alice.masked('surgical', 'light-blue')

  test('bears its name', async () => {
    expect(treatment.name).toBe(name)
  })

  test('a bare probe is a counted failure that says what was seen', async () => {
    for (const { bare } of people) {
      const outcome = await treatment.readProbe(bare)
      expect(outcome).toMatchObject({ ok: false, reason: 'no-mask-found' })
      expect(!outcome.ok && outcome.detail).toMatch(/probability of a mask 0\.\d\d/)
    }
  })

  test('learns nothing but crop and landmarks, of probe and reference', async () => {
    expect(must(await treatment.readProbe(guarded(probe))).treat(guarded(bob.bare)).ok).toBe(true)
  })

  test('identical input gives identical output and stays as it is', async () => {
    const before = [probe.crop.data.slice(), bob.bare.crop.data.slice()]
    const once = must(await treatment.readProbe(probe))
    const again = must(await treatment.readProbe(probe))
    expect(again.mask).toEqual(once.mask)
    expect(must(again.treat(bob.bare))).toEqual(must(once.treat(bob.bare)))
    expect([probe.crop.data, bob.bare.crop.data]).toEqual(before)
  })

  test('an impostor gets what a mate gets: the mask does not depend on who is treated', async () => {
    const { mask, treat } = must(await treatment.readProbe(probe))
    const untouched = structuredClone(mask)
    for (const { bare } of people) expect(must(treat(bare)).data).not.toEqual(bare.crop.data)
    expect(mask).toEqual(untouched)
  })

  test('hides nose tip and mouth of the reference in the colour of the mask, and leaves eyes and forehead', async () => {
    const { treat } = must(await treatment.readProbe(probe))
    for (const { bare } of people) {
      const treated = must(treat(bare))
      const at = (index: number, image = treated) => {
        const [x, y] = [bare.landmarks.points[index * 2]!, bare.landmarks.points[index * 2 + 1]!].map(Math.round)
        return [...image.data.slice((y! * 112 + x!) * 3, (y! * 112 + x!) * 3 + 3)]
      }
      for (const hidden of [30, 33, 51, 57, 62]) {
        const [red, , blue] = at(hidden)
        expect(blue! - red!).toBeGreaterThan(15)
      }
      for (const seen of [19, 24, 27, 37, 44]) expect(at(seen)).toEqual(at(seen, bare.crop))
    }
  })

  test.each([
    { what: 'landmarks of one point', points: new Float32Array(136).fill(40), reason: 'coincident-landmarks' },
    { what: 'landmarks with NaN', points: new Float32Array(136).fill(Number.NaN), reason: 'not-finite' },
  ])('$what: $reason on either side', async ({ points, reason }) => {
    const broken: AlignedFace = { crop: probe.crop, landmarks: { scheme: 'ibug68', points } }
    expect(await treatment.readProbe(broken)).toMatchObject({ ok: false, reason })
    expect(must(await treatment.readProbe(probe)).treat(broken)).toMatchObject({ ok: false, reason })
  })

  test('a face of which only the mouth is in the crop shows no skin', async () => {
    const high = createLandmarks(
      'ibug68',
      probe.landmarks.points.map((value, i) => (i % 2 === 1 ? value - 75 : value)),
    )
    expect(await treatment.readProbe({ crop: probe.crop, landmarks: high })).toMatchObject({
      ok: false,
      reason: 'no-skin-visible',
    })
  })

  test.each([
    { crop: createImage(100, 112, 3), message: '112×112×3 but received 100×112×3' },
    { crop: createImage(112, 112, 4), message: '112×112×3 but received 112×112×4' },
  ])('a crop of another shape is an error: $message', async ({ crop, message }) => {
    const face: AlignedFace = { crop, landmarks: probe.landmarks }
    const { treat } = must(await treatment.readProbe(probe))
    await expect(treatment.readProbe(face)).rejects.toThrow(message)
    expect(() => treat(face)).toThrow(message)
  })

  test('landmarks of another scheme are an error', async () => {
    const face: AlignedFace = { crop: probe.crop, landmarks: createLandmarks('arcface5', new Float32Array(10)) }
    await expect(treatment.readProbe(face)).rejects.toThrow(/scheme ibug68/)
  })
})

describe('what is read from a probe', () => {
  const { readProbe } = pairTreatment('type-colour')
  const cases = maskTypes.flatMap((type) =>
    coloursOfType[type].filter((colour) => colour !== 'beige' && colour !== 'pink').map((colour) => ({ type, colour })),
  )

  test('colour and place on each face, and the type of at least nine in ten', async () => {
    const wrongColour: string[] = []
    const wrongType: string[] = []
    for (const { type, colour } of cases) {
      for (const [i, person] of people.entries()) {
        const { mask } = must(await readProbe(person.masked(type, colour)))
        const what = `${colour} ${type} on ${i}`
        const error = Math.hypot(...mask.colour.map((value, c) => value - maskColours[colour][c]!))
        if (mask.type !== type) wrongType.push(what)
        else if (error > 12 || mask.coverage < 0.8) wrongColour.push(what)
        expect(mask.typeConfidence).toBeGreaterThan(0.25)
        expect(mask.typeConfidence).toBeLessThanOrEqual(1)
        expect(mask.maskConfidence).toBeGreaterThanOrEqual(0.5)
      }
    }
    expect(wrongColour).toEqual([])
    expect(wrongType.length).toBeLessThanOrEqual(0.1 * cases.length * people.length)
  })

  test('type-colour on the same face gives nearly the probe back', async () => {
    const treatment = pairTreatment('type-colour')
    const probe = alice.masked('kn95', 'white')
    const treated = must(must(await treatment.readProbe(probe)).treat(alice.bare))
    let difference = 0
    for (let i = 0; i < treated.data.length; i++) difference += Math.abs(treated.data[i]! - probe.crop.data[i]!)
    expect(difference / treated.data.length).toBeLessThan(3) // drawn in the crop, not in the photo
  })

  test('flat covers the area of the probe, in one colour', async () => {
    const treatment = pairTreatment('flat')
    const { mask, treat } = must(await treatment.readProbe(alice.masked('cloth', 'navy')))
    const treated = must(treat(alice.bare))
    const colours = new Map<string, number>()
    let changed = 0
    for (let i = 0; i < treated.data.length; i += 3) {
      const pixel = [...treated.data.slice(i, i + 3)].join()
      if (pixel !== [...alice.bare.crop.data.slice(i, i + 3)].join()) {
        changed++
        colours.set(pixel, (colours.get(pixel) ?? 0) + 1)
      }
    }
    const area = mask.alpha.data.filter((value) => value > 0).length
    expect(Math.abs(changed - area)).toBeLessThan(0.05 * area)
    expect(Math.max(...colours.values())).toBeGreaterThan(0.75 * changed) // the rest is the soft edge
  })
})
