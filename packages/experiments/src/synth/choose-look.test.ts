import { coloursOfType, coverTypes, type MaskType, maskStyles, maskTypes } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { chooseLook } from './choose-look.ts'
import { SynthOptionsSchema } from './synth-options.ts'

const options = { ...SynthOptionsSchema.parse({}), patternCount: 0 }
const files = Array.from({ length: 200 }, (_, i) => `person/${i}.jpg`)

describe('chooseLook', () => {
  test('the same file always gets the same mask, another seed or face another stream', () => {
    const looks = files.map((file) => chooseLook(options, file, 0))
    expect(files.toReversed().map((file) => chooseLook(options, file, 0))).toEqual(looks.toReversed())
    expect(files.map((file) => chooseLook({ ...options, seed: 1 }, file, 0))).not.toEqual(looks)
    expect(files.map((file) => chooseLook(options, file, 1))).not.toEqual(looks)
  })

  test('every type comes up, in its usual colours', () => {
    const looks = files.map((file) => chooseLook(options, file, 0))
    expect(new Set(looks.map(({ type }) => type))).toEqual(new Set(maskTypes))
    for (const { type, colour } of looks) expect(coloursOfType[type as MaskType]).toContain(colour)
  })

  test('types and colours can be named', () => {
    const few = { ...SynthOptionsSchema.parse({ types: ['n95'], colours: ['navy', '#0a1B2c'] }), patternCount: 0 }
    const looks = files.map((file) => chooseLook(few, file, 0))
    expect(new Set(looks.map(({ type, colour }) => `${type} ${colour}`))).toEqual(new Set(['n95 navy', 'n95 10,27,44']))
  })

  test('styles and patterns are for what hides the lower face', () => {
    const all = { ...options, types: coverTypes, styles: maskStyles, patternCount: 3 }
    const looks = files.map((file) => chooseLook({ ...all, types: [...all.types], styles: [...all.styles] }, file, 0))
    const masks = looks.filter(({ pattern }) => pattern !== null)
    expect(new Set(masks.map(({ style }) => style))).toEqual(new Set(maskStyles))
    expect(new Set(masks.map(({ pattern }) => pattern))).toEqual(new Set([0, 1, 2]))
    const others = looks.filter(({ pattern }) => pattern === null)
    expect(new Set(others.map(({ type }) => type))).toEqual(new Set(['face-shield', 'sunglasses', 'cap']))
    expect(new Set(others.map(({ style }) => style))).toEqual(new Set(['correct']))
  })

  test.each([
    { types: ['balaclava'] },
    { types: [] },
    { colours: ['#12'] },
    { colours: ['reddish'] },
    { quality: 0 },
    { seed: 0.5 },
  ])('%o is refused', (wrong) => expect(SynthOptionsSchema.safeParse(wrong).success).toBe(false))
})
