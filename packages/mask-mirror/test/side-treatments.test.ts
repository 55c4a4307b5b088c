import { createImage, type Outcome } from '@maskmirror/core'
import { drawMask } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'
import { type AlignedFace, createTreatment, type SideTreatment, treatPair } from '../src/index.ts'
import { sideTreatmentNames } from '../src/treatment.ts'
import { madeFace, pairTreatment, templates } from './made-faces.ts'

const [alice, bob] = await Promise.all(['a', 'b'].map(madeFace))
const probe = alice!.masked('surgical', 'light-blue')

function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

function sideTreatment(name: (typeof sideTreatmentNames)[number]): SideTreatment {
  const treatment = createTreatment(name, { templates, segment: null })
  if (treatment.kind !== 'side') throw new Error(`${name} is drawn for a pair`)
  return treatment
}

/** Pixels of the upper face that differ, and of the lower face. */
function changed(before: AlignedFace, after: { data: Uint8ClampedArray }) {
  const counts = { upper: 0, lower: 0 }
  for (let i = 0; i < after.data.length; i++) {
    if (after.data[i] !== before.crop.data[i]) counts[i < 50 * 112 * 3 ? 'upper' : 'lower']++
  }
  return counts
}

describe.each(sideTreatmentNames)('%s', (name) => {
  const treatment = sideTreatment(name)

  test('bears its name, leaves its input as it is and repeats', () => {
    expect(treatment.name).toBe(name)
    const before = bob!.bare.crop.data.slice()
    for (let view = 0; view < treatment.views; view++) {
      const once = must(treatment.treatReference(bob!.bare, view))
      expect(must(treatment.treatReference(bob!.bare, view))).toEqual(once)
      expect([once.width, once.height, once.channels]).toEqual([112, 112, 3])
    }
    expect(bob!.bare.crop.data).toEqual(before)
  })

  test('hides much of the lower face and leaves the eyes', () => {
    const treated = must(treatment.treatReference(bob!.bare, treatment.views - 1))
    const { upper, lower } = changed(bob!.bare, treated)
    expect(upper).toBe(0)
    expect(lower).toBeGreaterThan(0.3 * 62 * 112 * 3)
  })

  test('treatPair shows every view, and the probe as the recogniser sees it', async () => {
    const compared = must(await treatPair(treatment, bob!.bare, probe))
    expect(compared.references).toHaveLength(treatment.views)
    expect(compared.mask).toBeNull()
    if (treatment.treatProbe === null) expect(compared.probe).toBe(probe.crop)
    else expect(changed(probe, compared.probe).lower).toBeGreaterThan(0)
  })

  test('a crop of another shape is an error', () => {
    const face: AlignedFace = { crop: createImage(100, 112, 3), landmarks: probe.landmarks }
    expect(() => treatment.treatReference(face, 0)).toThrow('112×112×3 but received 100×112×3')
  })
})

test('a random mask follows from the pixels: another face another mask, whatever the order', () => {
  const { treatReference } = sideTreatment('random')
  const masks = new Set<string>()
  for (const person of ['a', 'b']) {
    const { data } = must(treatReference((person === 'a' ? alice : bob)!.bare, 0))
    masks.add([...data.slice(80 * 112 * 3 + 56 * 3, 80 * 112 * 3 + 56 * 3 + 3)].join())
  }
  expect(masks.size).toBe(2)
})

test('canonical-both hides what the probe wears: two masks on one face look alike then', () => {
  const { treatProbe } = sideTreatment('canonical-both')
  const [blue, black] = [probe, alice!.masked('cloth', 'black')].map((face) => must(treatProbe!(face)).data)
  let different = 0
  for (let i = 0; i < blue!.length; i++) if (Math.abs(blue![i]! - black![i]!) > 8) different++
  expect(different).toBeLessThan(0.01 * blue!.length) // loops over the cheeks
})

describe('transplant', () => {
  const { readProbe } = pairTreatment('transplant')

  test('on the same face gives nearly the probe back', async () => {
    const worn = alice!.masked('n95', 'white')
    const { mask, treat } = must(await readProbe(worn))
    const treated = must(treat(alice!.bare))
    const inside = (difference: (i: number) => number) => {
      let sum = 0
      let count = 0
      mask.alpha.data.forEach((value, i) => {
        if (value < 255) return
        for (let c = 0; c < 3; c++) sum += difference(i * 3 + c)
        count += 3
      })
      return sum / count
    }
    const off = inside((i) => Math.abs(treated.data[i]! - worn.crop.data[i]!))
    const bare = inside((i) => Math.abs(alice!.bare.crop.data[i]! - worn.crop.data[i]!))
    expect(off).toBeLessThan(6)
    expect(bare).toBeGreaterThan(40)
  })

  test('keeps what is printed on the mask', async () => {
    const striped = { crop: createImage(112, 112, 3, probe.crop.data.slice()), landmarks: probe.landmarks }
    for (let y = 84; y < 90; y++)
      for (let x = 40; x < 72; x++) striped.crop.data.set([120, 190, 215], (y * 112 + x) * 3)
    const onBob = async (face: AlignedFace) => must(must(await readProbe(face)).treat(bob!.bare)).data
    const [plain, printed] = [await onBob(probe), await onBob(striped)]
    let different = 0
    for (let i = 0; i < plain.length; i += 3) if (Math.abs(plain[i]! - printed[i]!) > 10) different++
    expect(different).toBeGreaterThan(60)
  })

  test('darker light on the reference darkens the mask', async () => {
    const dim = (face: AlignedFace): AlignedFace => ({
      crop: createImage(
        112,
        112,
        3,
        face.crop.data.map((value) => value * 0.6),
      ),
      landmarks: face.landmarks,
    })
    const { treat } = must(await readProbe(probe))
    const [light, dark] = [bob!.bare, dim(bob!.bare)].map((face) => must(treat(face)).data[(90 * 112 + 56) * 3]!)
    expect(dark! / light!).toBeLessThan(0.92)
  })
})

describe('transplant with the pixels of a mask that somebody else found', () => {
  const alphaOf = (face: AlignedFace) => {
    const drawn = drawMask(face.crop, face.landmarks, { templates, type: 'surgical', colour: 'light-blue' })
    if (!drawn.ok) throw new Error(drawn.detail)
    return drawn.value.alpha
  }

  test('takes these pixels', async () => {
    const half = alphaOf(alice!.bare)
    for (let i = 0; i < half.data.length; i++) if (i % 112 < 56) half.data[i] = 0
    const { readProbe } = pairTreatment('transplant', async () => half)
    const { mask } = must(await readProbe(probe))
    expect(mask.alpha).toEqual(half)
    expect(mask.coverage).toBeGreaterThan(0.3)
    expect(mask.coverage).toBeLessThan(0.7)
  })

  test('hardly any pixels are no mask', async () => {
    const { readProbe } = pairTreatment('transplant', async () => createImage(112, 112, 1))
    expect(await readProbe(probe)).toMatchObject({ ok: false, reason: 'no-mask-found' })
  })
})
