import { createRng } from '@maskmirror/core'
import {
  equalErrorRate,
  fmrAt,
  fnmrAt,
  prepareScores,
  rocAuc,
  scoreMoments,
  thresholdAtFmr,
  zeroFmr,
} from '@maskmirror/evaluation'
import type { CountedScores } from '@maskmirror/evaluation/counting'
import { createProductSession } from '@maskmirror/inference/product'
import { describe, expect, test } from 'vitest'
import { type AllPairsInput, type AllPairsRequest, openAllPairs } from './all-pairs.ts'
import { createEmbeddingSet, type EmbeddingSet } from './embedding-set.ts'

interface Side {
  /** By row. */
  readonly people: Int32Array
  readonly pictures: Int32Array
  readonly rows: readonly Float32Array[]
}

const dimension = 24

/** Pictures around a centre for each person; in random order. */
function side(
  seed: string,
  {
    people,
    pictures,
    spread,
    firstPerson = 0,
  }: { people: number; pictures: number; spread: number; firstPerson?: number },
): Side {
  const order = createRng(`${seed} order`).shuffle(Array.from({ length: people * pictures }, (_, i) => i))
  const person = order.map((i) => firstPerson + Math.floor(i / pictures))
  const rng = createRng(seed)
  const rows = person.map((number) => {
    const centre = createRng(`person ${number}`)
    return Float32Array.from({ length: dimension }, () => centre.normal() + spread * rng.normal())
  })
  return { people: Int32Array.from(person), pictures: Int32Array.from(order), rows }
}

function setOf({ people, pictures, rows }: Side): EmbeddingSet {
  const builder = createEmbeddingSet({ name: 'references', dimension, people, pictures })
  for (const [i, row] of rows.entries()) builder.setRow(i, row)
  return builder.finish()
}

const quiet: AllPairsRequest = { signal: new AbortController().signal, onProgress: () => {}, clockMs: () => 0 }

async function measured(input: AllPairsInput, request: Partial<AllPairsRequest> = {}): Promise<CountedScores> {
  const allPairs = await openAllPairs(input)
  try {
    return await allPairs.measure({ ...quiet, ...request })
  } finally {
    await allPairs.close()
  }
}

/** Every score, pair by pair, from one product session; the pairs chosen by looking at the labels of each. */
async function allScores(references: Side, probes: Side | null) {
  const left = setOf({ ...references, people: references.people.map((_, i) => i) }) // keeps the order
  const other = probes ?? references
  const right = setOf({ ...other, people: other.people.map((_, i) => i) })
  const session = await createProductSession(dimension, 512)
  const scores = { genuine: [] as number[], impostor: [] as number[] }
  const rowsAt = (set: EmbeddingSet, from: number) => set.rows.subarray(from * dimension, (from + 512) * dimension)
  for (let rowFrom = 0; rowFrom < left.count; rowFrom += 512) {
    for (let columnFrom = 0; columnFrom < right.count; columnFrom += 512) {
      session.setLeft(rowsAt(left, rowFrom))
      session.setRight(rowsAt(right, columnFrom))
      const { values, stride } = await session.multiply()
      for (let i = rowFrom; i < Math.min(rowFrom + 512, left.count); i++) {
        for (let j = columnFrom; j < Math.min(columnFrom + 512, right.count); j++) {
          const isSame = references.pictures[i] === other.pictures[j] && references.people[i] === other.people[j]
          if (isSame || (probes === null && j < i)) continue
          const score = values[(i - rowFrom) * stride + j - columnFrom]!
          scores[references.people[i] === other.people[j] ? 'genuine' : 'impostor'].push(score)
        }
      }
    }
  }
  await session.close()
  return scores
}

function expectSorted(answer: CountedScores, scores: { genuine: number[]; impostor: number[] }) {
  const sorted = prepareScores(scores)
  const eer = equalErrorRate(sorted)!
  expect(answer.equalErrorRate).toEqual({ ...eer, convexHull: expect.closeTo(eer.convexHull, 12) })
  expect(answer.atFmr).toEqual([0.01, 0.001, 0.0001].map((fmr) => thresholdAtFmr(sorted, fmr)))
  expect(answer.zeroFmr).toEqual(zeroFmr(sorted))
  expect(answer).toMatchObject({ genuineCount: scores.genuine.length, impostorCount: scores.impostor.length })
  expect(answer).toMatchObject({ auc: rocAuc(sorted), aucUncertainty: 0 })
  for (const [i, threshold] of answer.curve.thresholds.entries()) {
    expect(answer.curve.fmr[i]).toBe(fmrAt(sorted, threshold))
    expect(answer.curve.fnmr[i]).toBe(fnmrAt(sorted, threshold))
  }
  expect(answer.moments.impostor!.mean).toBeCloseTo(scoreMoments(sorted.impostor)!.mean, 13)
  expect(answer.moments.impostor!.standardDeviation).toBeCloseTo(scoreMoments(sorted.impostor)!.standardDeviation, 13)
  expect(answer.moments.genuine!.mean).toBeCloseTo(scoreMoments(sorted.genuine)!.mean, 13)
}

describe('all pairs are the same as every pair sorted', () => {
  test('one set with itself, several blocks', async () => {
    const references = side('set', { people: 260, pictures: 5, spread: 0.8 })
    const answer = await measured({ references: setOf(references), probes: null, workers: 2 })
    expect(answer.passes).toBe(1)
    expectSorted(answer, await allScores(references, null))
  })

  test('references with probes, some people on one side only, the same pictures not compared', async () => {
    const references = side('references', { people: 150, pictures: 4, spread: 0.8 })
    const probes = side('probes', { people: 150, pictures: 4, spread: 1, firstPerson: 30 })
    // half of the shared people have the very same pictures on both sides
    const pictures = probes.pictures.map((picture, i) => (i % 2 === 0 ? picture + 120 : -1 - picture))
    const others = { ...probes, pictures }
    const answer = await measured({ references: setOf(references), probes: setOf(others), workers: 2 })
    expectSorted(answer, await allScores(references, others))
  })

  test('few people with very many pictures: genuine pairs are counted like the others', async () => {
    const references = side('crowd', { people: 3, pictures: 300, spread: 3 })
    const answer = await measured({ references: setOf(references), probes: null, workers: 2 })
    expect(answer.passes).toBeGreaterThan(1)
    expectSorted(answer, await allScores(references, null))
  })

  test('a handful', async () => {
    const references = side('handful', { people: 2, pictures: 2, spread: 0.5 })
    const answer = await measured({ references: setOf(references), probes: null, workers: 3 })
    expectSorted(answer, await allScores(references, null))
  })
})

describe('openAllPairs', () => {
  const references = setOf(side('threads', { people: 240, pictures: 5, spread: 1 }))

  test('any number of threads gives the same bits', async () => {
    const one = await measured({ references, probes: null, workers: 1 })
    expect(await measured({ references, probes: null, workers: 3 })).toEqual(one)
  })

  test('measures again with other wishes', async () => {
    const allPairs = await openAllPairs({ references, probes: null, workers: 1 })
    const { atThresholds } = await allPairs.measure({ ...quiet, fmrs: [], thresholds: [0.2, 0.5] })
    const { atFmr } = await allPairs.measure({ ...quiet, fmrs: [atThresholds[0]!.fmr] })
    await allPairs.close()
    expect(atFmr[0]).toMatchObject({ supported: true, fmr: atThresholds[0]!.fmr })
  })

  test('shows progress up to the end', async () => {
    const shown: { stage: string; done: number; total: number }[] = []
    await measured({ references, probes: null, workers: 2 }, { onProgress: (progress) => shown.push(progress) })
    expect(new Set(shown.map(({ stage }) => stage))).toEqual(new Set(['genuine pairs', 'pairs']))
    expect(shown.at(-1)).toMatchObject({ stage: 'pairs', done: 6, total: 6 })
  })

  test('stops when asked', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(measured({ references, probes: null }, { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  test.each([
    ['no two pictures of a person', { people: 5, pictures: 1, spread: 1 }],
    ['one person only', { people: 1, pictures: 5, spread: 1 }],
  ])('needs both classes: %s', async (_, shape) => {
    const set = setOf(side('alone', shape))
    await expect(openAllPairs({ references: set, probes: null })).rejects.toMatchObject({ code: 'pairs-missing' })
  })
})

describe('createEmbeddingSet', () => {
  const builder = () =>
    createEmbeddingSet({ name: 'probes', dimension: 2, people: Int32Array.of(0, 1), pictures: Int32Array.of(0, 1) })

  test.each([
    ['zero', [0, 0]],
    ['NaN', [0.5, Number.NaN]],
    ['infinite', [Infinity, 1]],
  ])('refuses a row that is %s and says which', (_, values) => {
    expect(() => builder().setRow(1, values)).toThrow(/row 2 of probes to be finite and not zero/)
  })
})
