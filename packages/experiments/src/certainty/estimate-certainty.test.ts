import { createRng, type Progress } from '@maskmirror/core'
import { type BootstrapInput, bootstrapPeople } from '@maskmirror/evaluation/bootstrap'
import { expect, test } from 'vitest'
import { estimateCertainty } from './estimate-certainty.ts'

const people = 60

/** Two settings, the second with failures, on the same random pairs. */
function inputOf(pairs: number, resamples: number): BootstrapInput {
  const rng = createRng(`pairs of ${people}`)
  const reference = Int32Array.from({ length: pairs }, () => rng.int(people))
  const probe = reference.map((person) => (rng.next() < 0.2 ? person : (person + 1 + rng.int(people - 1)) % people))
  const genuine = Uint8Array.from(reference, (person, i) => Number(person === probe[i]))
  const scores = Float64Array.from(genuine, (flag) => rng.normal(flag, 0.5))
  const masked = scores.map((score) => (rng.next() < 0.02 ? Number.NaN : score - 0.2 + rng.normal(0, 0.2)))
  return {
    genuine,
    reference,
    probe,
    settings: [
      { id: 'bare', scores, thresholds: [1] },
      { id: 'masked', scores: masked, thresholds: [1] },
    ],
    differences: [{ a: 'masked', b: 'bare' }],
    resamples,
    seed: 'threads',
  }
}

const options = (events: Progress[] = []) => ({
  onProgress: (event: Progress) => events.push(event),
  signal: new AbortController().signal,
  clockMs: () => 0,
})

test('one thread, two threads and no thread give the same figures to the last digit', async () => {
  const input = inputOf(30_000, 2200) // work for more than two threads
  const events: Progress[] = []
  const [one, two] = await Promise.all([
    estimateCertainty(input, { ...options(), threads: 1 }),
    estimateCertainty(input, { ...options(events), threads: 2 }),
  ])
  expect(two).toEqual(one)
  expect(one).toEqual(bootstrapPeople(input))
  // three columns: both settings, and the bare one without the pairs that failed with masks
  expect(events.at(-1)).toMatchObject({ stage: 'certainty', done: 3 * Math.ceil(2200 / 32), total: 3 * 69 })
})

test('little work is done in the calling thread, with the same figures', async () => {
  const input = inputOf(500, 100)
  expect(await estimateCertainty(input, options())).toEqual(bootstrapPeople(input))
})

test.each([500, 30_000])('stops when cancelled, %i pairs', async (pairs) => {
  const controller = new AbortController()
  const done = estimateCertainty(inputOf(pairs, 20_000), {
    ...options(),
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  await expect(done).rejects.toMatchObject({ code: 'cancelled' })
})
