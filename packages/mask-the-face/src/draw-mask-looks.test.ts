import { createImage, createRng, type Image, type Landmarks } from '@maskmirror/core'
import { toGrey, toRgb } from '@maskmirror/imaging'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { type DrawMaskOptions, drawMask } from './draw-mask.ts'
import { drawMasks } from './draw-masks.ts'
import type { DrawnMask } from './drawn-mask.ts'
import { preparePattern } from './prepare-pattern.ts'
import { redrawMask } from './redraw-mask.ts'

const templates = await createMaskTemplates(rasteriseSvg)
const size = 160
const place = { x: 80, y: 62, iodPx: 44 }

function plain(colour: readonly number[], channels: 3 | 4 = 3): Image {
  const { length } = colour
  return createImage(
    size,
    size,
    channels,
    Uint8ClampedArray.from({ length: size * size * channels }, (_, i) => colour[i % length]!),
  )
}

const skin = plain([200, 160, 140])

function drawn(options: Partial<DrawMaskOptions>, image = skin): DrawnMask {
  const result = drawMask(image, madeFace(place), { templates, type: 'cloth', colour: 'white', ...options })
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`)
  return result.value
}

/** Mean of 5×5 pixels; three times is nearly a Gaussian of 2.4 pixels. */
function boxBlurred(image: Image): Image {
  const at = (x: number, y: number, c: number) =>
    image.data[(Math.min(size - 1, Math.max(0, y)) * size + Math.min(size - 1, Math.max(0, x))) * 3 + c]!
  const result = createImage(size, size, 3)
  for (let i = 0; i < result.data.length; i++) {
    const [x, y, c] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size), i % 3]
    let sum = 0
    for (let k = 0; k < 25; k++) sum += at(x + (k % 5) - 2, y + Math.floor(k / 5) - 2, c)
    result.data[i] = sum / 25
  }
  return result
}

/** Mean colour where only the mask is seen. */
function meanColour({ image, alpha }: DrawnMask): [number, number, number] {
  const sums = [0, 0, 0]
  let count = 0
  for (let i = 0; i < alpha.data.length; i++) {
    if (alpha.data[i] !== 255) continue
    count++
    for (let c = 0; c < 3; c++) sums[c]! += image.data[i * image.channels + c]!
  }
  return sums.map((sum) => sum / count) as [number, number, number]
}

describe('colours', () => {
  test.each([
    ['rebeccapurple', [102, 51, 153]],
    ['#0473e2', [4, 115, 226]],
    ['#f80', [255, 136, 0]],
    ['rgb(1, 2, 3)', [1, 2, 3]],
    ['GREEN', [0, 128, 0]],
    ['green', [150, 205, 180]], // the package's own name comes first
  ] as const)('%s', (asked, rgb) => {
    expect(drawn({ colour: asked }).record.colour).toEqual({ asked, rgb })
  })
})

describe('patterns', () => {
  const green = createImage(
    3,
    2,
    3,
    Uint8ClampedArray.from({ length: 18 }, (_, i) => [20, 200, 40][i % 3]!),
  )

  test('a plain pattern looks like its colour', () => {
    const printed = meanColour(drawn({ pattern: { image: green } }))
    const coloured = meanColour(drawn({ colour: [20, 200, 40] }))
    printed.forEach((value, c) => {
      expect(Math.abs(value - coloured[c]!)).toBeLessThan(1)
    })
  })

  test('weight 0 is the colour alone, transparent parts too', () => {
    const white = meanColour(drawn({}))
    const none = meanColour(drawn({ pattern: { image: green, weight: 0 } }))
    const clear = meanColour(drawn({ pattern: { image: createImage(5, 5, 4) } }))
    for (const mean of [none, clear]) {
      mean.forEach((value, c) => {
        expect(Math.abs(value - white[c]!)).toBeLessThan(1)
      })
    }
  })

  test('stretched once, the left half of a pattern lies on the left', () => {
    const halves = createImage(2, 1, 3, Uint8ClampedArray.of(250, 0, 0, 0, 0, 250))
    const { image } = drawn({ pattern: { image: halves, fit: 'stretch' } })
    const at = (x: number) => [0, 2].map((c) => image.data[(100 * size + x) * 3 + c]!)
    expect(at(55)[0]).toBeGreaterThan(100)
    expect(at(55)[1]).toBeLessThan(20)
    expect(at(105)[0]).toBeLessThan(20)
    expect(at(105)[1]).toBeGreaterThan(100)
  })

  test('a grey pattern is printed in grey, a tile is repeated', () => {
    const stripes = createImage(2, 1, 1, Uint8ClampedArray.of(0, 255))
    const { image } = drawn({ pattern: { image: stripes, size: 0.2 }, match: { sharpness: false } })
    let changes = 0
    for (let x = 45; x < 115; x++) {
      const i = (105 * size + x) * 3
      expect(Math.abs(image.data[i]! - image.data[i + 2]!)).toBeLessThan(3)
      if (image.data[i]! > 90 !== image.data[i + 3]! > 90) changes++
    }
    expect(changes).toBeGreaterThan(4)
  })

  test('prepared once, a large pattern gives the same mask', () => {
    const rng = createRng('large pattern')
    const large = createImage(
      1500,
      900,
      3,
      Uint8ClampedArray.from({ length: 1500 * 900 * 3 }, () => rng.int(256)),
    )
    const prepared = preparePattern(large)
    expect(Math.max(...prepared.levels.map(({ width }) => width))).toBe(640)
    for (const fit of ['tile', 'stretch'] as const) {
      const [once, again] = [large, prepared].map((image) => drawn({ pattern: { image, fit, size: 0.1 } }))
      expect(again).toEqual(once)
      expect(redrawMask(skin, once!.record, { templates, pattern: prepared }).image).toEqual(once!.image)
    }
  })

  test.each([
    { width: 1, height: 1 },
    { width: 3000, height: 1 },
    { width: 1, height: 3000 },
  ])('a pattern of $width×$height is printed', ({ width, height }) => {
    const thin = createImage(width, height, 1, new Uint8ClampedArray(width * height).fill(20))
    for (const fit of ['tile', 'stretch'] as const) {
      expect(meanColour(drawn({ pattern: { image: thin, fit } }))[0]).toBeLessThan(60)
    }
  })

  test.each([
    { pattern: { weight: 1.5 }, message: 'pattern.weight in [0, 1] but received 1.5' },
    { pattern: { weight: Number.NaN }, message: 'pattern.weight in [0, 1] but received NaN' },
    { pattern: { size: 0 }, message: 'pattern.size in (0, 1] but received 0' },
  ])('$message', ({ pattern, message }) => {
    expect(() => drawn({ pattern: { image: green, ...pattern } })).toThrow(message)
  })
})

describe('match', () => {
  test('in a grey picture a coloured mask is grey, in a natural one it is not', () => {
    const saturation = (picture: Image, match = {}) => {
      const [r, g, b] = meanColour(drawn({ colour: 'navy', match }, picture))
      return Math.max(r, g, b) - Math.min(r, g, b)
    }
    expect(saturation(plain([150, 150, 150]))).toBeLessThan(1)
    expect(saturation(skin)).toBeGreaterThan(20)
    expect(saturation(plain([150, 150, 150]), { saturation: false })).toBeGreaterThan(20)
    expect(drawn({}).record.look.saturation).toBe(1)
  })

  test('brightness follows the skin only when asked', () => {
    const dark = plain([66, 52, 46])
    expect(drawn({}, dark).record.look.gain).toBeLessThan(0.7)
    expect(drawn({ match: { brightness: false } }, dark).record.look.gain).toBe(1)
  })

  test('a blurred face gets a blurred mask', () => {
    const rng = createRng('texture')
    const cells = createImage(
      40,
      40,
      3,
      Uint8ClampedArray.from({ length: 4800 }, () => 90 + rng.int(130)),
    )
    const sharp = createImage(size, size, 3)
    for (let i = 0; i < sharp.data.length; i++) {
      const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)]
      sharp.data[i] = cells.data[(Math.floor(y / 8) * 20 + Math.floor(x / 8)) * 3 + (i % 3)]!
    }
    const soft = boxBlurred(boxBlurred(boxBlurred(sharp)))
    const blur = (picture: Image) => drawn({}, picture).record.look.blurPx
    expect(blur(sharp)).toBeLessThan(0.6)
    expect(blur(soft)).toBeGreaterThan(1.2)
    expect(drawn({ match: { sharpness: false } }, soft).record.look.blurPx).toBe(0)
    expect(blur(skin)).toBe(0) // nothing to tell it by
    const steps = ({ image, alpha }: DrawnMask) => {
      let sum = 0
      for (let i = 0; i + 1 < alpha.data.length; i++) {
        if (alpha.data[i] === 255 && alpha.data[i + 1] === 255)
          sum += Math.abs(image.data[i * 3]! - image.data[i * 3 + 3]!)
      }
      return sum
    }
    expect(steps(drawn({}, soft))).toBeLessThan(0.8 * steps(drawn({ match: { sharpness: false } }, soft)))
  })

  test('the shadow only darkens, beside the mask and softly', () => {
    const { image, alpha, record } = drawn({})
    const bare = drawn({ match: { shadow: false } })
    expect(bare.alpha).toEqual(alpha)
    let shaded = 0
    for (let i = 0; i < alpha.data.length; i++) {
      const change = bare.image.data[i * 3]! - image.data[i * 3]!
      expect(change).toBeGreaterThanOrEqual(0)
      expect(change).toBeLessThanOrEqual(200 * record.look.shadow + 1)
      if (alpha.data[i] === 0 && change > 4) shaded++
    }
    expect(shaded).toBeGreaterThan(100)
  })
})

describe('pictures that are not RGB', () => {
  test('grey gives the RGB picture of the same greys', () => {
    const grey = toGrey(skin)
    expect(drawn({}, grey).image).toEqual(drawn({}, toRgb(grey)).image)
  })

  test('RGBA keeps its alpha beside the mask and becomes opaque under it', () => {
    const half = plain([200, 160, 140, 100], 4)
    const { image, alpha } = drawn({}, half)
    expect(image.channels).toBe(4)
    for (let i = 0; i < alpha.data.length; i++) {
      const opacity = image.data[i * 4 + 3]!
      if (alpha.data[i] === 0) expect(opacity).toBe(100)
      else if (alpha.data[i] === 255) expect(opacity).toBe(255)
      else expect(opacity).toBeGreaterThanOrEqual(100)
    }
    const opaque = drawn({}, plain([200, 160, 140, 255], 4))
    expect(toRgb(opaque.image).data.every((value, i) => Math.abs(value - drawnOnSkin.image.data[i]!) <= 1)).toBe(true)
  })
  const drawnOnSkin = drawn({})

  test.each([
    { width: 0, height: 10, channels: 3, length: 0 },
    { width: 10, height: 10, channels: 3, length: 200 },
    { width: 2.5, height: 2, channels: 3, length: 15 },
    { width: Number.NaN, height: 2, channels: 3, length: 0 },
  ] as const)('$width×$height×$channels with $length values is an error', ({ width, height, channels, length }) => {
    const image: Image = { width, height, channels, data: new Uint8ClampedArray(length) }
    expect(() => drawMask(image, madeFace(place), { templates, type: 'cap', colour: 'navy' })).toThrow(
      `received ${width}×${height}×${channels} with ${length}`,
    )
  })
})

test('every cover: random points never throw', () => {
  const rng = createRng('covers')
  for (let round = 0; round < 60; round++) {
    const points = Float32Array.from({ length: 136 }, () => rng.normal(80, 50))
    const landmarks: Landmarks = { scheme: 'ibug68', points }
    const { faces } = drawMasks(
      skin,
      (['sunglasses', 'cap', 'face-shield', 'gaiter'] as const).map((type) => ({ landmarks, type, colour: 'black' })),
      { templates },
    )
    for (const face of faces) if (!face.ok) expect(face.detail.length).toBeGreaterThan(10)
  }
})
