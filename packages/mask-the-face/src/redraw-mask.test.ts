import { createImage, createRng, type Image } from '@maskmirror/core'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { describe, expect, test } from 'vitest'
import { madeFace } from '../test/made-face.ts'
import { turnedFace } from '../test/turned-face.ts'
import { binaryMask } from './binary-mask.ts'
import { coverRegions, coverTypes } from './cover-type.ts'
import { createMaskTemplates } from './create-mask-templates.ts'
import { type DrawMaskOptions, drawMask } from './draw-mask.ts'
import { drawMasks } from './draw-masks.ts'
import { type MaskRecord, parseMaskRecord } from './mask-record.ts'
import { maskStyles } from './mask-style.ts'
import { redrawMask } from './redraw-mask.ts'

const templates = await createMaskTemplates(rasteriseSvg)
const rng = createRng('redraw')

function picture(channels: 1 | 3 | 4): Image {
  const wave = (i: number) => 130 + 60 * Math.sin(i / 211) + rng.int(20)
  return createImage(
    120,
    130,
    channels,
    Uint8ClampedArray.from({ length: 120 * 130 * channels }, (_, i) => wave(i)),
  )
}

const pattern = createImage(
  7,
  5,
  4,
  Uint8ClampedArray.from({ length: 140 }, () => rng.int(256)),
)
const image = picture(3)
const face = { x: 60, y: 48, iodPx: 33, rollRad: 0.1 }

function draw(options: Partial<DrawMaskOptions>, on = image) {
  const result = drawMask(on, madeFace(face), {
    templates,
    type: 'cloth',
    colour: 'rebeccapurple',
    ...options,
  })
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`)
  return result.value
}

/** As a file keeps it. */
const kept = (record: MaskRecord) => parseMaskRecord(JSON.parse(JSON.stringify(record)))

describe('redrawMask', () => {
  const cases = coverTypes.flatMap((type) =>
    (coverRegions[type] === 'lower-face' ? maskStyles : (['correct'] as const)).map((style) => ({ type, style })),
  )

  test.each(cases)('$type, $style: bit for bit', ({ type, style }) => {
    const first = draw({ type, style, seed: `${type} ${style}`, jitter: {} })
    expect(redrawMask(image, kept(first.record), { templates })).toEqual({ image: first.image, alpha: first.alpha })
  })

  test.each([
    { yawDeg: -20, kind: 'blended' },
    { yawDeg: 50, kind: 'folded' },
  ])('a head turned by $yawDeg degrees, $kind: bit for bit', ({ yawDeg, kind }) => {
    const turned = turnedFace({ x: 60, y: 48, iodPx: 33, yawDeg })
    const result = drawMask(image, turned, { templates, type: 'cloth', colour: 'rebeccapurple' })
    if (!result.ok) throw new Error(result.detail)
    const first = result.value
    expect(first.record.warp.kind).toBe(kind)
    expect(redrawMask(image, kept(first.record), { templates })).toEqual({ image: first.image, alpha: first.alpha })
  })

  test.each([1, 4] as const)('a picture of %s channels with a pattern: bit for bit', (channels) => {
    const other = picture(channels)
    const first = draw({ pattern: { image: pattern, name: 'dots.v2.png', weight: 0.7, size: 0.1 } }, other)
    expect(first.record.pattern).toMatchObject({ name: 'dots.v2.png', weight: 0.7, fit: 'tile', size: 0.1 })
    const again = redrawMask(other, kept(first.record), { templates, pattern })
    expect(again).toEqual({ image: first.image, alpha: first.alpha })
  })

  test('several faces: record after record gives the picture', () => {
    const drawn = drawMasks(
      image,
      [
        { landmarks: madeFace({ x: 36, y: 50, iodPx: 22 }), type: 'surgical', colour: 'green' },
        { landmarks: madeFace({ x: 500, y: 50, iodPx: 22 }), type: 'surgical', colour: 'green' },
        { landmarks: madeFace({ x: 80, y: 50, iodPx: 24 }), type: 'bandana', colour: '#a03', style: 'below-nose' },
        { landmarks: madeFace({ x: 80, y: 50, iodPx: 24 }), type: 'sunglasses', colour: 'black' },
      ],
      { templates },
    )
    expect(drawn.faces.map((result) => (result.ok ? result.value.template.type : result.reason))).toEqual([
      'surgical',
      'outside-picture',
      'bandana',
      'sunglasses',
    ])
    let again = image
    for (const result of drawn.faces) if (result.ok) again = redrawMask(again, kept(result.value), { templates }).image
    expect(again).toEqual(drawn.image)
  })

  test.each([
    {
      what: 'another picture size',
      change: { picture: { width: 9, height: 9 } },
      message: 'picture size 9×9 but received 120×130',
    },
    {
      what: 'another version',
      change: { generatorVersion: 'maskmirror-mask-0' },
      message: 'generator version maskmirror-mask-0',
    },
    {
      what: 'another drawing',
      change: { template: { type: 'cloth', checksum: '0' } },
      message: 'checksum of the template 0',
    },
    {
      what: 'a missing pattern',
      change: { pattern: { name: null, checksum: 'abc', weight: 1, fit: 'tile', size: 1 } },
      message: 'checksum of the pattern abc but received null',
    },
  ] as const)('$what is an error', ({ change, message }) => {
    const record: MaskRecord = { ...draw({}).record, ...change }
    expect(() => redrawMask(image, record, { templates })).toThrow(message)
  })

  test('a record that is none names what is wrong', () => {
    const { record } = draw({})
    expect(() => parseMaskRecord({ ...record, style: 'backwards' })).toThrow(/style/)
    expect(() => parseMaskRecord({ ...record, look: { ...record.look, gain: null } })).toThrow(/gain/)
    expect(() => parseMaskRecord({ ...record, extra: 1 })).toThrow(/extra/)
    expect(() => parseMaskRecord('x')).toThrow('Expected the record of a drawn mask')
  })
})

test('binaryMask: half of a pixel counts', () => {
  const alpha = createImage(4, 1, 1, Uint8ClampedArray.of(0, 127, 128, 255))
  expect([...binaryMask(alpha).data]).toEqual([0, 0, 255, 255])
  expect([...binaryMask(alpha, 1).data]).toEqual([0, 255, 255, 255])
})
