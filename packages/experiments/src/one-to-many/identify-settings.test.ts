import { createRng, failed, succeeded } from '@maskmirror/core'
import type { PairProtocol } from '@maskmirror/datasets'
import { describe, expect, test } from 'vitest'
import type { PhotoEmbeddings } from '../photo-stage.ts'
import { identifySettings } from './identify-settings.ts'
import { RunIdentificationSchema } from './run-identification.ts'

const dim = 24

/** 30 people with four photos each: a direction of the person's own plus noise, more of it when masked. */
function stageOf(noise: number, failing: ReadonlySet<number> = new Set()): PhotoEmbeddings {
  const rng = createRng('people')
  const photos = Array.from({ length: 120 }, (_, i) => ({
    id: `${Math.floor(i / 4)}/${i % 4}.jpg`,
    person: `p${Math.floor(i / 4)}`,
    masked: false,
    load: () => Promise.reject(new Error('not read here')),
    landmarks: null,
  }))
  const embeddings = photos.map(({ id, person }, i) => {
    if (failing.has(i)) return failed('no-face', 'none found')
    const [own, other] = [rng.fork(person), rng.fork(`${id} ${noise}`)]
    const values = Float32Array.from({ length: dim }, () => own.normal() + noise * other.normal())
    const length = Math.hypot(...values)
    return succeeded(values.map((value) => value / length))
  })
  return { photos, positions: photos.map((_, i) => i), embeddings }
}

const protocol: PairProtocol = {
  maskSource: 'synthetic',
  views: Array.from({ length: 120 }, (_, i) => ({
    person: `p${Math.floor(i / 4)}`,
    bare: `${Math.floor(i / 4)}/${i % 4}.jpg`,
    masked: null,
  })),
  pairs: Array.from({ length: 120 }, (_, i) => ({ reference: i, probe: (i + 1) % 120, genuine: i % 4 < 3 })),
  notes: [],
}

const run = { protocol, settings: ['umr-ump', 'umr-mp', 'mirror:flat'] as const, seed: 1 }
const context = { onProgress: () => {}, clockMs: () => 0, signal: new AbortController().signal }

describe('identifySettings', () => {
  test('searches the plain settings only, with the thresholds of UMR-UMP in each', async () => {
    const found = await identifySettings(
      run,
      { bare: stageOf(0.5), masked: stageOf(1.2), enrolled: new Map() },
      context,
    )
    expect(RunIdentificationSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found)
    expect(found!.settings.map(({ setting }) => setting)).toEqual(['umr-ump', 'umr-mp'])
    const [unmasked, masked] = found!.settings
    // a third of 30 people is not enrolled: 10 × 4 probes without mate, 20 × 3 with one
    expect(unmasked).toMatchObject({
      probesLeftOut: 0,
      gallery: { people: 20 },
      probes: { mated: 60, nonMated: 40, failed: { mated: 0, nonMated: 0 } },
    })
    expect(masked!.scored.cmc!.rates[0]).toBeLessThan(unmasked!.scored.cmc!.rates[0]!)
    expect(found!.frozen.map(({ targetFpir }) => targetFpir)).toEqual([0.1]) // 40 probes do not support 1 %
    for (const { scored } of found!.settings) {
      expect(scored.openSet!.atThreshold.map(({ threshold }) => threshold)).toEqual([found!.frozen[0]!.threshold])
    }
  })

  test('a treatment of each face alone is searched too, of several pictures of a reference the best counts', async () => {
    const [bare, masked] = [stageOf(0.5), stageOf(1.2)]
    const useless = { ...bare, embeddings: bare.embeddings.map(() => succeeded(new Float32Array(dim).fill(-1e-3))) }
    const enrolled = new Map([['mirror:max-k' as const, { references: [useless, bare], probes: masked }]])
    const found = await identifySettings(run, { bare, masked, enrolled }, context)
    expect(found!.settings.map(({ setting }) => setting)).toEqual(['umr-ump', 'umr-mp', 'mirror:max-k'])
    const [, plain, treated] = found!.settings
    expect(treated!.gallery.people).toBe(20)
    expect(treated!.scored.cmc!.rates[0]).toBe(plain!.scored.cmc!.rates[0])
  })

  test('failures on either side are counted', async () => {
    const { settings } = (await identifySettings(
      { ...run, settings: ['umr-ump'] },
      { bare: stageOf(0.5, new Set(Array.from({ length: 12 }, (_, i) => i))), masked: null, enrolled: new Map() },
      context,
    ))!
    const { gallery, probes, scored, withFailures } = settings[0]!
    // the three people of the first twelve photos are lost, wherever they were
    expect(probes.mated + probes.nonMated).toBe(100)
    expect(probes.failed.mated + probes.failed.nonMated).toBe(12 - (20 - gallery.people))
    expect(withFailures.cmc!.rates[0]).toBeLessThan(scored.cmc!.rates[0]!)
  })

  test('nothing to search where everybody has one photo', async () => {
    const single = { ...protocol, views: protocol.views.map((view, i) => ({ ...view, person: `q${i}` })) }
    const found = await identifySettings(
      { ...run, protocol: single },
      { bare: stageOf(0.5), masked: null, enrolled: new Map() },
      context,
    )
    expect(found!.settings[0]!.scored.cmc).toBeNull()
    const nobody = { ...protocol, pairs: [] }
    expect(
      await identifySettings(
        { ...run, protocol: nobody },
        { bare: stageOf(0.5), masked: null, enrolled: new Map() },
        context,
      ),
    ).toBeNull()
  })

  test('can be cancelled', async () => {
    const cancelled = { ...context, signal: AbortSignal.abort() }
    await expect(
      identifySettings(run, { bare: stageOf(0.5), masked: stageOf(1), enrolled: new Map() }, cancelled),
    ).rejects.toThrow(/Cancelled/)
  })
})
