import { availableParallelism } from 'node:os'
import { concatenate, createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import type { CountedScores, Foreknowledge, PassCounts, PassPlan } from '@maskmirror/evaluation/counting'
import { createExactCounting, joinMoments, noMoments } from '@maskmirror/evaluation/counting'
import { allBlocks, areaOf, type BlockList, genuineStrips } from './block-tasks.ts'
import type { EmbeddingSet } from './embedding-set.ts'
import { AllPairsError } from './error.ts'
import { countPairs, type PairCounts, pairRanges } from './pair-ranges.ts'
import { doneBlocks, type SharedWork, stopped } from './worker-messages.ts'
import { openWorkerPool, type WorkerPool } from './worker-pool.ts'

export interface AllPairsInput {
  readonly references: EmbeddingSet
  /** Null compares the references with each other: each pair once, none with itself. */
  readonly probes: EmbeddingSet | null
  /** Worker threads, ≥ 1; default one for each core. */
  readonly workers?: number
}

export interface AllPairsRequest {
  /** See CountingRequest. */
  readonly fmrs?: readonly number[]
  readonly thresholds?: readonly number[]
  readonly curvePoints?: number
  readonly signal: AbortSignal
  readonly onProgress: ProgressReporter
  /** Milliseconds, monotonic. */
  readonly clockMs: () => number
}

/** Embeddings in worker threads that are ready to compare them. */
export interface AllPairs {
  readonly pairs: PairCounts
  /**
   * Compares all pairs: the cosine of every reference with every probe, never more than a block of them at a time.
   *
   * @returns measures as if all scores had been sorted; the same bits for any number of threads
   * @throws AllPairsError `cancelled`, `worker-ended`
   */
  measure(request: AllPairsRequest): Promise<CountedScores>
  close(): Promise<void>
}

/** Rows of a block on both sides, so that products and rows stay in the second cache; 256 and 1024 were no slower. Our choice. */
const blockRows = 512

/** Up to so many genuine pairs they are computed first, so that one pass over all others is enough (as exact counting keeps). */
const mostKnownGenuine = 2 ** 20

/** Not when that is more than this share of the work: people with very many pictures (our choice). */
const mostSampled = 0.25

/** Impostor scores that are computed beside the genuine ones and kept to foresee thresholds, at most (our choice). */
const mostImpostorSample = 2 ** 20

/** One in so many is enough: the fewer pairs there are, the fewer lie near a threshold, however badly it is foreseen (our choice). */
const impostorsOfSample = 256

const progressIntervalMs = 100

/**
 * Starts the threads. The rows must be in shared memory, as an EmbeddingSet has them.
 *
 * @throws AllPairsError `pairs-missing` when there is no genuine or no impostor pair
 */
export async function openAllPairs(input: AllPairsInput): Promise<AllPairs> {
  const { references, workers = availableParallelism() } = input
  const probes = input.probes ?? references
  const ranges = pairRanges(references, input.probes)
  const pairs = countPairs(ranges, probes.count)
  requirePairs(pairs)
  const blocks = allBlocks(ranges, probes.count, blockRows)
  const strips = genuineStrips(ranges, blockRows)
  const impostorCount = pairs.impostor
  const wanted = Math.min(mostImpostorSample, Math.ceil(pairs.impostor / impostorsOfSample))
  const every = Math.ceil(areaOf(strips) / wanted)
  const alike = Math.max(1, (picturesOfPerson(references) * picturesOfPerson(probes)) / every)
  const isSampled = pairs.genuine <= mostKnownGenuine && areaOf(strips) <= mostSampled * areaOf(blocks)
  const pool = await openWorkerPool(Math.min(workers, blocks.length), {
    dimension: references.dimension,
    blockRows,
    references: references.rows,
    probes: probes.rows,
    ranges,
  })
  return {
    pairs,
    measure: async ({ fmrs, thresholds, curvePoints, ...watch }) => {
      const foreknowledge = isSampled
        ? { ...(await sample(pool, strips, every, watch)), alike, impostorCount }
        : undefined
      const counting = createExactCounting({
        precision: 'float32',
        ...(fmrs === undefined ? {} : { fmrs }),
        ...(thresholds === undefined ? {} : { thresholds }),
        ...(curvePoints === undefined ? {} : { curvePoints }),
        ...(foreknowledge === undefined ? {} : { foreknowledge }),
      })
      let pass = 1
      for (let plan: PassPlan | null = counting.firstPlan; plan !== null; pass++) {
        const stage = pass === 1 ? 'pairs' : `pairs, pass ${pass}`
        plan = counting.finishPass(await countAll(pool, blocks, plan, { stage, countGenuine: !isSampled, ...watch }))
      }
      return counting.result()
    },
    close: pool.close,
  }
}

type Watch = Pick<AllPairsRequest, 'signal' | 'onProgress' | 'clockMs'>

/** All genuine scores and some impostor scores. */
async function sample(
  pool: WorkerPool,
  strips: BlockList,
  every: number,
  watch: Watch,
): Promise<Pick<Foreknowledge, 'genuine' | 'impostorSample' | 'largest'>> {
  const work = sharedWork(strips)
  const replies = await watched(pool.ask({ kind: 'sample', work, every }), work, strips, {
    stage: 'genuine pairs',
    ...watch,
  })
  const samples = replies.flatMap((reply) => ('sample' in reply ? [reply.sample] : []))
  return {
    genuine: concatenate(
      Float32Array,
      samples.map(({ genuine }) => genuine),
    ),
    impostorSample: concatenate(
      Float32Array,
      samples.map((part) => part.impostor),
    ),
    largest: 1.001, // above every cosine, rounding included
  }
}

async function countAll(
  pool: WorkerPool,
  blocks: BlockList,
  plan: PassPlan,
  { countGenuine, ...watch }: Watch & { stage: string; countGenuine: boolean },
): Promise<PassCounts[]> {
  const work = sharedWork(blocks)
  const moments = new Float64Array(new SharedArrayBuffer(6 * 8 * blocks.length))
  const replies = await watched(pool.ask({ kind: 'count', work, plan, countGenuine, moments }), work, blocks, watch)
  const counts = replies.flatMap((reply) => ('counts' in reply ? [reply.counts] : []))
  const [first, ...others] = counts as [PassCounts, ...PassCounts[]]
  // in the order of the blocks, whichever thread counted them: the last digits do not depend on the threads
  return [
    {
      ...first,
      genuine: { ...first.genuine, ...momentsOfBlocks(moments, 0) },
      impostor: { ...first.impostor, ...momentsOfBlocks(moments, 3) },
    },
    ...others,
  ]
}

function momentsOfBlocks(moments: Float64Array, offset: number) {
  let all = noMoments
  for (let i = offset; i < moments.length; i += 6) {
    all = joinMoments(all, { count: moments[i]!, mean: moments[i + 1]!, squares: moments[i + 2]! })
  }
  return all
}

function sharedWork({ numbers }: BlockList): SharedWork {
  return { blocks: numbers, progress: new Int32Array(new SharedArrayBuffer(12)) }
}

/** Waits for the threads, shows progress and passes on the wish to stop. */
async function watched<T>(
  answer: Promise<T>,
  { progress }: SharedWork,
  blocks: BlockList,
  { stage, signal, onProgress, clockMs }: Watch & { stage: string },
): Promise<T> {
  const meter = createProgressMeter(stage, blocks.length, onProgress, clockMs)
  let shown = 0
  const show = () => {
    const done = Atomics.load(progress, doneBlocks)
    meter.advance(done - shown)
    shown = done
  }
  const stop = () => Atomics.store(progress, stopped, 1)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const timer = setInterval(show, progressIntervalMs)
  try {
    const value = await answer
    if (signal.aborted) {
      throw new AllPairsError({ code: 'cancelled', message: `Stopped after ${shown} of ${blocks.length} blocks` })
    }
    show()
    return value
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
  }
}

/** The mean. */
function picturesOfPerson({ count, people }: EmbeddingSet): number {
  let persons = 0
  for (let i = 0; i < count; i++) if (i === 0 || people[i] !== people[i - 1]) persons++
  return count / persons
}

function requirePairs({ genuine, impostor }: PairCounts): void {
  if (genuine > 0 && impostor > 0) return
  throw new AllPairsError({
    code: 'pairs-missing',
    message: `Expected pairs of one person and pairs of two people but found ${genuine} and ${impostor}`,
    details: { genuine, impostor },
  })
}
