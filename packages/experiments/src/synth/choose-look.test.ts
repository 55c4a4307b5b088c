import { coloursOfType, maskTypes } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { chooseLook } from './choose-look.ts'
import { SynthOptionsSchema } from './synth-options.ts'

const options = SynthOptionsSchema.parse({})
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
    for (const { type, colour } of looks) expect(coloursOfType[type]).toContain(colour)
  })

  test('types and colours can be named', () => {
    const few = SynthOptionsSchema.parse({ types: ['n95'], colours: ['navy', '#0a1B2c'] })
    const looks = new Set(files.map((file) => JSON.stringify(chooseLook(few, file, 0))))
    expect(looks).toEqual(new Set(['{"type":"n95","colour":"navy"}', '{"type":"n95","colour":[10,27,44]}']))
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
