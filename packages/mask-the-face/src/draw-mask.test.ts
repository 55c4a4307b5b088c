import { createImage, createRng, type Image } from '@maskmirror/core'
import { resizeImage } from '@maskmirror/imaging'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { turnedFace } from '../test/turned-face.ts'
import { coverRegions, coverTypes } from './cover-type.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { type DrawMaskOptions, drawMask } from './draw-mask.ts'
import type { DrawnMask } from './drawn-mask.ts'
import { maskColourNames, maskColours } from './mask-colour.ts'

const templates = await createMaskTemplates(rasteriseSvg)
const lowerFaceTypes = coverTypes.filter((type) => coverRegions[type] === 'lower-face')
const skin = [200, 160, 140] as const

function plain(width: number, height: number, colour: readonly number[] = skin): Image {
  return createImage(
    width,
    height,
    3,
    Uint8ClampedArray.from({ length: width * height * 3 }, (_, i) => colour[i % 3]!),
  )
}

function noise(width: number, height: number): Image {
  const rng = createRng('noise')
  return createImage(
    width,
    height,
    3,
    Uint8ClampedArray.from({ length: width * height * 3 }, () => rng.int(256)),
  )
}

function drawn(image: Image, options: Partial<DrawMaskOptions> & { face?: Parameters<typeof madeFace>[0] }): DrawnMask {
  const { face = { x: 56, y: 51, iodPx: 35 }, ...rest } = options
  const result = drawMask(image, madeFace(face), { templates, type: 'surgical', colour: 'light-blue', ...rest })
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`)
  return result.value
}

function meanOver(image: Image, alpha: Image): number[] {
  const sums = [0, 0, 0, 0]
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i]! < 250) continue
    sums[3]!++
    for (let c = 0; c < 3; c++) sums[c]! += image.data[i * 3 + c]!
  }
  return sums.slice(0, 3).map((sum) => sum / sums[3]!)
}

describe('drawMask', () => {
  test.each(lowerFaceTypes)('%s hides nose tip, mouth and chin, not eyes and forehead', (type) => {
    const face = { x: 128, y: 100, iodPx: 60 }
    const { alpha } = drawn(plain(256, 256), { face, type })
    const at = (index: number) => {
      const { points } = madeFace(face)
      return alpha.data[Math.round(points[index * 2 + 1]!) * 256 + Math.round(points[index * 2]!)]!
    }
    for (const hidden of [30, 33, 48, 51, 54, 57, 62, 8, 6, 10]) expect(at(hidden)).toBeGreaterThan(200)
    for (const seen of [17, 19, 24, 26, 27, 36, 39, 42, 45]) expect(at(seen)).toBe(0)
  })

  test.each(coverTypes)('%s without shadow leaves every pixel without alpha as it was, bit for bit', (type) => {
    const image = noise(200, 180)
    const {
      image: masked,
      alpha,
      record,
    } = drawn(image, { face: { x: 100, y: 70, iodPx: 45, rollRad: 0.3 }, type, match: { shadow: false } })
    const { x, y, width, height } = record.coverageBox
    let covered = 0
    let wrong = 0
    for (let i = 0; i < alpha.data.length; i++) {
      const [column, row] = [i % 200, Math.floor(i / 200)]
      const inBox = column >= x && column < x + width && row >= y && row < y + height
      const same = [0, 1, 2].every((c) => masked.data[i * 3 + c] === image.data[i * 3 + c])
      if (alpha.data[i] !== 0) covered++
      if (alpha.data[i] === 0 ? !same : !inBox) wrong++
    }
    expect(wrong).toBe(0)
    expect(covered).toBeGreaterThan(2000)
  })

  test('the input is not written to, and the same input gives the same picture', () => {
    const image = noise(112, 112)
    const before = image.data.slice()
    const first = drawn(image, {})
    expect(image.data).toEqual(before)
    expect(drawn(image, {})).toEqual(first)
  })

  test.each(maskColourNames)('%s keeps its hue', (colour) => {
    const { image, alpha, record } = drawn(plain(112, 112), { type: 'cloth', colour })
    const mean = meanOver(image, alpha)
    const wanted = maskColours[colour].map((value) => value * record.look.gain)
    // the fabric's folds make it darker on the whole, but not another colour
    const dark = mean.reduce((a, b) => a + b, 0) / wanted.reduce((a, b) => a + b, 0)
    expect(dark).toBeGreaterThan(0.6)
    expect(dark).toBeLessThan(1.15)
    mean.forEach((value, c) => {
      expect(Math.abs(value - dark * wanted[c]!)).toBeLessThan(12)
    })
  })

  test('a face in the dark gets a darker mask', () => {
    const light = drawn(plain(112, 112), {})
    const dark = drawn(
      plain(
        112,
        112,
        skin.map((value) => value / 3),
      ),
      {},
    )
    expect(dark.record.look.gain).toBeLessThan(light.record.look.gain)
    expect(meanOver(dark.image, dark.alpha)[1]!).toBeLessThan(0.7 * meanOver(light.image, light.alpha)[1]!)
  })

  test.each([0.9, 2.4, -1.57, Math.PI])('a roll of %s rad turns the mask with the face', (rollRad) => {
    const face = { x: 150, y: 150, iodPx: 50, rollRad }
    const { alpha } = drawn(plain(300, 300), { face })
    const { points } = madeFace(face)
    const at = (i: number) => alpha.data[Math.round(points[i * 2 + 1]!) * 300 + Math.round(points[i * 2]!)]
    expect([at(30), at(57), at(8), at(27), at(19)]).toEqual([255, 255, 255, 0, 0])
  })

  test.each([-50, -20, 20, 50])('a head turned by %s degrees: the fold leaves no gap', (yawDeg) => {
    const face = turnedFace({ x: 128, y: 100, iodPx: 60, yawDeg })
    const result = drawMask(plain(256, 256), face, { templates, type: 'surgical', colour: 'light-blue' })
    if (!result.ok) throw new Error(result.detail)
    const { alpha, record } = result.value
    expect(record.warp.kind).not.toBe('plane')
    const at = (i: number) => record.holdPoints.slice(i * 2, i * 2 + 2) as [number, number]
    const tip = at(6)
    const nearCheek = at(yawDeg > 0 ? 0 : 2)
    for (const [end, share] of [
      [at(4), 0.9], // chin
      [at(1), 0.5], // bridge
      [nearCheek, 0.5],
    ] as const) {
      for (let t = 0; t < share; t += 0.04) {
        const [x, y] = [0, 1].map((k) => Math.round(tip[k]! + t * (end[k]! - tip[k]!))) as [number, number]
        for (let k = -2; k <= 2; k++) expect(alpha.data[y * 256 + x + k]).toBe(255)
      }
    }
  })

  test('a small face is drawn without alias: like a large one made small', () => {
    const large = drawn(plain(448, 448), { face: { x: 224, y: 204, iodPx: 140 }, type: 'cloth' })
    const small = drawn(plain(56, 56), { face: { x: 27.6, y: 25.1, iodPx: 17.5 }, type: 'cloth' })
    const shrunk = resizeImage(large.image, 56, 56)
    let sum = 0
    for (let i = 0; i < shrunk.data.length; i++) sum += Math.abs(shrunk.data[i]! - small.image.data[i]!)
    expect(sum / shrunk.data.length).toBeLessThan(4)
  })

  test('a face over the edge is drawn as far as it is seen', () => {
    const { image, record } = drawn(plain(112, 112), { face: { x: 0, y: 60, iodPx: 40 } })
    expect(record.coverageBox.x).toBe(0)
    expect(record.coverageBox.x + record.coverageBox.width).toBeLessThanOrEqual(112)
    expect(record.coverageBox.y + record.coverageBox.height).toBeLessThanOrEqual(112)
    expect(image.data.length).toBe(112 * 112 * 3)
  })
})

describe('drawMask on bad input', () => {
  const image = plain(112, 112)
  const options = { templates, type: 'n95', colour: 'white' } as const

  test.each([
    { what: 'a face outside the picture', face: { x: 900, y: 900, iodPx: 40 }, reason: 'outside-picture' },
    { what: 'a face of a few pixels', face: { x: 50, y: 50, iodPx: 4 }, reason: 'face-too-small' },
    { what: 'a face of one point', face: { x: 50, y: 50, iodPx: 0 }, reason: 'coincident-landmarks' },
    { what: 'a face at infinity', face: { x: Number.POSITIVE_INFINITY, y: 0, iodPx: 9 }, reason: 'not-finite' },
    { what: 'an enormous face', face: { x: 1e12, y: 50, iodPx: 1e3 }, reason: 'coincident-landmarks' },
  ])('$what: $reason', ({ face, reason }) => {
    expect(drawMask(image, madeFace(face), options)).toMatchObject({ ok: false, reason })
  })

  const changed = (change: (points: Float32Array) => void) => {
    const face = madeFace({ x: 56, y: 51, iodPx: 35 })
    change(face.points)
    return face
  }

  test.each([
    { what: 'NaN', change: (p: Float32Array) => p.fill(Number.NaN, 60, 61), reason: 'not-finite' },
    { what: 'all points in one place', change: (p: Float32Array) => p.fill(50), reason: 'coincident-landmarks' },
    {
      what: 'left and right swapped',
      change: (p: Float32Array) => p.set(p.map((value, i) => (i % 2 === 0 ? 112 - value : value))),
      reason: 'mirrored-landmarks',
    },
    {
      what: 'all points on a line',
      change: (p: Float32Array) => p.set(p.map((_, i) => i)),
      reason: 'mirrored-landmarks',
    },
  ])('$what: $reason, for every cover', ({ change, reason }) => {
    for (const type of coverTypes) {
      expect(drawMask(image, changed(change), { ...options, type })).toMatchObject({ ok: false, reason })
    }
  })

  test('a picture of one pixel', () => {
    const dot = createImage(1, 1, 3)
    expect(drawMask(dot, madeFace({ x: 56, y: 51, iodPx: 35 }), options)).toMatchObject({
      ok: false,
      reason: 'outside-picture',
    })
    expect(drawMask(dot, madeFace({ x: 0, y: -20, iodPx: 35 }), options).ok).toBe(true)
  })

  test('a template that was not made is an error', () => {
    const few = { surgical: templates.surgical }
    expect(() => drawMask(image, madeFace({ x: 56, y: 51, iodPx: 35 }), { ...options, templates: few })).toThrow(
      'Expected templates with n95 but received surgical',
    )
  })

  test('random points never throw', () => {
    const rng = createRng('points')
    for (let round = 0; round < 300; round++) {
      const points = Float32Array.from({ length: 136 }, () => rng.normal(56, 40))
      const result = drawMask(image, { scheme: 'ibug68', points }, options)
      if (!result.ok) expect(result.detail.length).toBeGreaterThan(10)
    }
  })

  test('shaken landmarks of a face never throw, most of them hold a mask', () => {
    const rng = createRng('shaken')
    let done = 0
    for (let round = 0; round < 100; round++) {
      const face = madeFace({ x: 56, y: 51, iodPx: 35, rollRad: rng.normal(0, 0.3), turn: rng.normal(0, 0.2) })
      const points = face.points.map((value) => value + rng.normal(0, 2))
      if (drawMask(image, { scheme: 'ibug68', points }, options).ok) done++
    }
    expect(done).toBeGreaterThan(95)
  })

  test.each(['reddish', '#12345', '', [1, 2, 256] as const, [1, Number.NaN, 3] as const])(
    'colour %s is an error',
    (colour) => {
      expect(() => drawMask(image, madeFace({ x: 56, y: 51, iodPx: 35 }), { ...options, colour })).toThrow(
        /Expected colour to be one of white, .*, a CSS colour or three values in 0\.\.255/,
      )
    },
  )
})
