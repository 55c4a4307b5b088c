import { createImage, createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { type CompatReaders, loadCompatAssets } from './compat-assets.ts'
import { type CompatRequest, createCompatMasker } from './compat-masker.ts'

/** Template pixels are the points of this square, so that it covers the lower face. */
const points = 'mask_a: 0, 0\nmask_b: 10, -2\nmask_c: 20, 0\nmask_d: 0, 10\nmask_e: 10, 20\nmask_f: 20, 10'

const config = ['plain', 'plain_right', 'other', 'surgical_blue', 'lost', 'solid']
  .map((name) => `[${name}]\ntemplate: ${name}.png\n${points}`)
  .concat('[empty]', '[inpaint]')
  .join('\n')

function square(value: number, alpha = 255): Image {
  const image = createImage(21, 21, 4, new Uint8ClampedArray(21 * 21 * 4).fill(value))
  for (let i = 3; i < image.data.length; i += 4) image.data[i] = alpha
  return image
}

const images: Readonly<Record<string, Image>> = {
  'plain.png': square(100),
  'plain_right.png': square(200),
  'other.png': square(30),
  'surgical_blue.png': square(60),
  'solid.png': createImage(21, 21, 3),
  'dots.png': createImage(5, 5, 3, new Uint8ClampedArray(75).fill(250)),
}

function open(change: Partial<CompatReaders> = {}) {
  const reads: string[] = []
  const readers: CompatReaders = {
    readText: async () => config,
    readImage: async (path) => {
      reads.push(path)
      return images[path] ?? null
    },
    list: async () => ['masks/textures/b/2.png', 'masks/textures/a/1.JPG', 'masks/textures/a/readme.txt'],
    ...change,
  }
  return { reads, assets: loadCompatAssets(readers) }
}

/** A face of straight lines, 80 px wide, its left upper corner at `left`, 30; the nose tip may be moved aside. */
function face(left = 0, noseShift = 0): Landmarks {
  const all = Array.from({ length: 68 }, (_, i): [number, number] => {
    if (i < 5) return [10, 30 + 15 * i]
    if (i < 12) return [30 + (i - 5) * (40 / 6), 110]
    if (i < 17) return [90, 90 - 15 * (i - 12)]
    if (i >= 27 && i <= 30) return [50 + (i === 30 ? noseShift : 0), 40 + ((i - 27) * 20) / 3]
    return i >= 36 && i <= 47 ? [i < 42 ? 30 : 70, 40] : [50, 80]
  })
  return createLandmarks(
    'ibug68',
    all.flatMap(([x, y]) => [x + left, y]),
  )
}

const grey = (value: number, width = 100) => createImage(width, 120, 3, new Uint8ClampedArray(width * 360).fill(value))
const plain: CompatRequest = { type: 'plain', colour: '', colourWeight: 0.5, pattern: '', patternWeight: 0.5 }
const centre = ({ data, width }: Image, x = 50) => data[(85 * width + x) * 3]

describe('createCompatMasker', () => {
  const maskWith = async (request: Partial<CompatRequest>, image = grey(100), faces = [face()]) =>
    createCompatMasker(await open().assets).maskPicture(image, faces, { ...plain, ...request })

  test('puts the template on the face and leaves the rest and the input alone', async () => {
    const image = grey(100)
    const outcome = await maskWith({}, image)
    if (!outcome.ok) throw new Error(outcome.detail)
    const [{ type, image: masked, masks }] = outcome.value as [(typeof outcome.value)[0]]
    expect(type).toBe('plain')
    expect(masks).toMatchObject([{ section: 'plain', brightness: 1, saturation: 1 }])
    expect(masks[0]!.alpha.data[85 * 100 + 50]).toBe(255)
    expect(centre(masked)).toBe(100)
    expect(masked.data.subarray(0, 100 * 3 * 40)).toEqual(image.data.subarray(0, 100 * 3 * 40))
    expect(image).toEqual(grey(100))
  })

  test('a turned face takes the side section', async () => {
    const outcome = await maskWith({}, grey(100), [face(0, 6)])
    expect(outcome).toMatchObject({ ok: true, value: [{ type: 'plain', masks: [{ section: 'plain_right' }] }] })
    expect(await maskWith({ type: 'other' }, grey(100), [face(0, 6)])).toMatchObject({
      ok: false,
      reason: 'unknown-type',
      detail: 'section [other_right] does not exist; types: plain, other, surgical_blue, lost, solid, empty, inpaint',
    })
  })

  test('a second face is fitted to the picture with the first mask', async () => {
    const outcome = await maskWith({}, grey(200, 200), [face(), face(100)])
    if (!outcome.ok) throw new Error(outcome.detail)
    const [first, second] = outcome.value[0]!.masks
    expect(first!.brightness).toBe(1 + 100 / 255)
    expect(second!.brightness).toBeLessThan(first!.brightness) // the first mask is darker than what it covers
    expect(centre(outcome.value[0]!.image, 150)).toBeLessThan(centre(outcome.value[0]!.image, 50)!)
  })

  test('empty is a hole, inpaint fills it from around', async () => {
    const [hole, filled] = await Promise.all([maskWith({ type: 'empty' }), maskWith({ type: 'inpaint' })])
    if (!hole.ok || !filled.ok) throw new Error('not drawn')
    expect(hole.value[0]!.masks[0]!.section).toBe('surgical_blue')
    expect(centre(hole.value[0]!.image)).toBe(0)
    // OpenCV's rounding lets the values creep up towards the middle
    expect(Math.abs(centre(filled.value[0]!.image)! - 100)).toBeLessThan(10)
  })

  test.each([
    { image: createImage(100, 120, 1, new Uint8ClampedArray(12000).fill(100)) },
    { image: createImage(100, 120, 4, new Uint8ClampedArray(48000).fill(100)) },
  ])('$image.channels channels give what RGB gives', async ({ image }) => {
    const [own, rgb] = await Promise.all([maskWith({}, image), maskWith({})])
    if (!own.ok || !rgb.ok) throw new Error('not drawn')
    expect(own.value[0]!.image).toEqual(rgb.value[0]!.image)
  })

  test.each([
    { request: { type: 'foo' }, reason: 'unknown-type', detail: '[foo] does not exist' },
    { request: { type: '' }, reason: 'unknown-type', detail: '[] does not exist' },
    { request: { type: 'random' }, reason: 'unknown-type', detail: '[random] does not exist' },
    { request: { type: 'lost' }, reason: 'unreadable-template', detail: 'there is none' },
    { request: { type: 'solid' }, reason: 'unreadable-template', detail: '3 channels' },
    { request: { pattern: 'none.png' }, reason: 'unreadable-pattern', detail: 'none.png' },
    { request: { pattern: 'dots.png', patternWeight: 1.5 }, reason: 'bad-weight', detail: 'pattern' },
    { request: { colour: 'red', colourWeight: -0.1 }, reason: 'bad-weight', detail: '-0.1' },
    { request: { colour: 'red', colourWeight: Number.NaN }, reason: 'bad-weight', detail: 'NaN' },
    { request: { colour: '#zz' }, reason: 'unknown-colour', detail: '#zz' },
  ])('$request fails with $reason', async ({ request, reason, detail }) => {
    const outcome = await maskWith(request)
    expect(outcome).toMatchObject({ ok: false, reason })
    expect(outcome.ok || outcome.detail).toContain(detail)
  })

  test('weights are not looked at when nothing is laid over', async () => {
    expect((await maskWith({ colourWeight: 7, patternWeight: Number.NaN })).ok).toBe(true)
  })

  test('pattern and colour change the mask', async () => {
    const looks = [{}, { pattern: 'dots.png' }, { colour: '#0000ff' }, { pattern: 'dots.png', colour: '#0000ff' }]
    const values = await Promise.all(
      looks.map(async (look) => {
        const outcome = await maskWith(look)
        return outcome.ok ? centre(outcome.value[0]!.image) : null
      }),
    )
    expect(new Set(values).size).toBe(4)
  })

  test('no face, a face that holds no mask, and which one of several', async () => {
    expect(await maskWith({}, grey(100), [])).toMatchObject({ ok: false, reason: 'no-face' })
    const flat = createLandmarks('ibug68', new Float32Array(136).fill(7))
    expect(await maskWith({}, grey(100), [flat])).toMatchObject({ ok: false, reason: 'no-chin-crossing' })
    const second = await maskWith({}, grey(100), [face(), flat])
    expect(second.ok || second.detail).toMatch(/^face 2 of 2: /)
  })

  test('all needs every type', async () => {
    expect(await maskWith({ type: 'all' })).toMatchObject({ ok: false, reason: 'unreadable-template' })
    const complete = await open({ readImage: async () => square(90) }).assets
    const outcome = await createCompatMasker(complete).maskPicture(grey(100), [face()], { ...plain, type: 'all' })
    expect(outcome.ok && outcome.value.map(({ type }) => type)).toEqual(complete.config.types)
  })

  test('files are read once, failures again', async () => {
    const { assets, reads } = open()
    const masker = createCompatMasker(await assets, { maxPrepared: 1 })
    for (const type of ['plain', 'other', 'plain', 'plain', 'lost', 'lost']) {
      await masker.maskPicture(grey(100), [face()], { ...plain, type })
    }
    expect(reads).toEqual(['plain.png', 'other.png', 'lost.png', 'lost.png'])
  })
})

describe('loadCompatAssets', () => {
  test('lists pictures among the textures', async () => {
    expect((await open().assets).patterns).toEqual(['masks/textures/a/1.JPG', 'masks/textures/b/2.png'])
  })

  test('a broken configuration is told with its file and line', async () => {
    const { assets } = open({ readText: async () => '[x]\nmask_a = 1' })
    await expect(assets).rejects.toThrow('masks/masks.cfg, line 2')
  })
})
