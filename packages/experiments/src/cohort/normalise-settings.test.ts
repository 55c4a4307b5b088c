import { createRng, failed, succeeded } from '@maskmirror/core'
import type { PairProtocol } from '@maskmirror/datasets'
import { NormalisedSettingSchema, splitPeople } from '@maskmirror/evaluation'
import { describe, expect, test } from 'vitest'
import type { PhotoEmbeddings } from '../photo-stage.ts'
import { peopleOfPairs } from '../scores.ts'
import { chooseCohorts } from './choose-cohorts.ts'
import { normaliseSettings } from './normalise-settings.ts'

const dim = 24
const people = 40

/** Four photos a person: a direction of the person's own, noise, and a direction that all masked photos share by a photo's own share. */
function stageOf(mask: number, failing: (photo: number) => boolean = () => false): PhotoEmbeddings {
  const rng = createRng('people')
  const shared = Float32Array.from({ length: dim }, () => rng.normal())
  const photos = Array.from({ length: people * 4 }, (_, i) => ({
    id: `${i}.jpg`,
    person: `p${Math.floor(i / 4)}`,
    masked: false,
    load: () => Promise.reject(new Error('not read here')),
    landmarks: null,
  }))
  const embeddings = photos.map(({ id, person }, i) => {
    if (failing(i)) return failed('no-face', 'none found')
    const [own, other] = [rng.fork(person), rng.fork(`${id} ${mask}`)]
    const share = mask * other.next()
    const values = Float32Array.from(shared, (value) => own.normal() + 0.7 * other.normal() + share * value)
    const length = Math.hypot(...values)
    return succeeded(values.map((value) => value / length))
  })
  return { photos, positions: photos.map((_, i) => i), embeddings }
}

const rng = createRng('pairs')
const protocol: PairProtocol = {
  maskSource: 'synthetic',
  views: Array.from({ length: people * 4 }, (_, i) => ({
    person: `p${Math.floor(i / 4)}`,
    bare: `${i}.jpg`,
    masked: null,
  })),
  pairs: Array.from({ length: 4_000 }, (_, i) => {
    const reference = rng.int(people * 4)
    const own = Math.floor(reference / 4)
    const probe =
      i % 3 === 0
        ? own * 4 + ((reference + 1 + rng.int(3)) % 4)
        : ((own + 1 + rng.int(people - 1)) % people) * 4 + rng.int(4)
    return { reference, probe, genuine: i % 3 === 0 }
  }),
  notes: [],
}
const split = splitPeople(peopleOfPairs(protocol), 'halves')
const run = { protocol, settings: ['umr-ump', 'umr-mp', 'mirror:flat'] as const, split }
const watch = { onProgress: () => {}, clockMs: () => 0, signal: new AbortController().signal }

describe('chooseCohorts', () => {
  const { z, t } = chooseCohorts(protocol, split)
  const namesOf = (cohort: typeof z) => cohort.map((views) => protocol.views[views[0]!]!.person)

  test('two cohorts of different development people', () => {
    const testPeople = new Set(
      peopleOfPairs(protocol).flatMap(({ reference, probe }, i) =>
        split.halfOfPair[i] === 'test' ? [reference, probe] : [],
      ),
    )
    const names = [...namesOf(z), ...namesOf(t)]
    expect(new Set(names).size).toBe(people / 2)
    expect(names).toHaveLength(people / 2)
    for (const name of names) expect(testPeople).not.toContain(name)
  })

  test('each person by views of their own', () => {
    for (const views of z) expect(new Set(views.map((view) => protocol.views[view]!.person)).size).toBe(1)
  })
})

describe('normaliseSettings', () => {
  test('each plain setting with an unmasked cohort, and with one that is masked alike', async () => {
    const found = await normaliseSettings(run, { bare: stageOf(0), masked: stageOf(1.5) }, watch)
    for (const one of found) expect(NormalisedSettingSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one)
    expect(found.map(({ setting, cohort }) => `${setting} ${cohort}`)).toEqual([
      'umr-ump unmasked',
      'umr-mp unmasked',
      'umr-mp masked-alike',
    ])
    const masks = found.map(({ outcome }) => (outcome.ok ? outcome.value[4]!.cohorts.map(({ mask }) => mask) : []))
    // in UMR-MP the cohort in the role of probes is masked, the one in the role of references is not
    expect(masks).toEqual([
      ['unmasked', 'unmasked'],
      ['unmasked', 'unmasked'],
      ['masked', 'unmasked'],
    ])
    // the same pairs of test people, whatever the cohort
    const counts = found.map(({ outcome }) => (outcome.ok ? outcome.value[0]!.measures.impostor.count : 0))
    expect(new Set(counts).size).toBe(1)
    expect(counts[0]).toBeGreaterThan(300)
  })

  test('photos without a face are left out of pairs and cohorts', async () => {
    const half = stageOf(0, (photo) => photo % 2 === 0)
    const [found] = await normaliseSettings({ ...run, settings: ['umr-ump'] }, { bare: half, masked: null }, watch)
    if (found?.outcome.ok !== true) throw new Error('expected arms')
    expect(found.outcome.value[1]!.cohorts[0]!.size).toBe(people / 4)
  })

  test('no cohort, no normalised scores', async () => {
    const nothing = stageOf(0, () => true)
    const [found] = await normaliseSettings({ ...run, settings: ['umr-ump'] }, { bare: nothing, masked: null }, watch)
    expect(found!.outcome).toMatchObject({ ok: false, reason: 'shape-mismatch' })
  })

  test('can be cancelled', async () => {
    const cancelled = { ...watch, signal: AbortSignal.abort() }
    await expect(normaliseSettings(run, { bare: stageOf(0), masked: stageOf(1) }, cancelled)).rejects.toThrow(
      /Cancelled/,
    )
  })
})
