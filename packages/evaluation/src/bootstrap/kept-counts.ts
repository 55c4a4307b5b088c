import { addCounters, counterAt, increment } from './bit-counters.ts'
import { batchSize } from './kept-people.ts'
import type { PeopledPairs, SortedColumn } from './sorted-column.ts'

/** Positions between two checkpoints (our choice: longer ones cost more walking, shorter ones more memory). */
export const blockSize = 64
const countPlanes = 7
/** A block has at most 32 × 32 pairs of a genuine and an impostor comparison. */
const winPlanes = 11

/** What 32 resamples keep of one column; a lane is one of them, 0..31. */
export interface KeptCounts {
  /** Scored comparisons, by lane. */
  readonly genuine: Uint32Array
  readonly impostor: Uint32Array
  readonly failedGenuine: Uint32Array
  readonly failedImpostor: Uint32Array
  /** Pairs of a genuine and an impostor comparison with the higher score on the genuine one, ties half; by lane. */
  readonly wins: Float64Array
  /** How many comparisons stand before a position of the column; at multiples of `blockSize` nothing needs to be counted. */
  before(lane: number, position: number): { readonly genuine: number; readonly impostor: number }
  /** 1 when the comparison at a position is kept, otherwise 0. */
  keeps(lane: number, position: number): number
  /** Position of the n-th impostor comparison from the lowest score, n from 1. */
  impostorAt(lane: number, n: number): number
}

/**
 * Counts one column for 32 resamples at once: whether a pair is kept in each is the bits of one number. Running counts are
 * held at every 64th position, so that any position is found with a short walk.
 *
 * @param kept by person, see `keptPeople`
 */
export function countKept(column: SortedColumn, kept: Int32Array): KeptCounts {
  const { pairs, failed } = column
  const running = { genuine: checkpoints(pairs), impostor: checkpoints(pairs) }
  const wins = countBlocks(pairs, kept, running)
  addTies(wins, column, kept)
  const keeps = (lane: number, position: number) => (maskOf(pairs, kept, position) >>> lane) & 1
  return {
    genuine: running.genuine.subarray(-batchSize),
    impostor: running.impostor.subarray(-batchSize),
    failedGenuine: countClass(failed, kept, 1),
    failedImpostor: countClass(failed, kept, 0),
    wins,
    before: (lane, position) => {
      const start = position - (position % blockSize)
      const checkpoint = (start / blockSize) * batchSize + lane
      let genuine = running.genuine[checkpoint]!
      let all = genuine + running.impostor[checkpoint]!
      for (let i = start; i < position; i++) {
        const bit = keeps(lane, i)
        all += bit
        genuine += bit & pairs.genuine[i]!
      }
      return { genuine, impostor: all - genuine }
    },
    keeps,
    impostorAt: (lane, n) => {
      let block = 0
      for (let after = running.impostor.length / batchSize - 1; after - block > 1; ) {
        const middle = (block + after) >>> 1
        if (running.impostor[middle * batchSize + lane]! < n) block = middle
        else after = middle
      }
      let count = running.impostor[block * batchSize + lane]!
      let position = block * blockSize
      for (; ; position++) {
        if (pairs.genuine[position] === 0) count += keeps(lane, position)
        if (count === n) return position
      }
    },
  }
}

function checkpoints({ genuine }: PeopledPairs): Uint32Array {
  return new Uint32Array((Math.ceil(genuine.length / blockSize) + 1) * batchSize)
}

/** Fills the running counts; returns the wins, ties as losses. */
function countBlocks(
  pairs: PeopledPairs,
  kept: Int32Array,
  { genuine, impostor }: { genuine: Uint32Array; impostor: Uint32Array },
): Float64Array {
  const wins = new Float64Array(batchSize)
  const ofGenuine = new Int32Array(countPlanes)
  const ofImpostor = new Int32Array(countPlanes)
  const ofWins = new Int32Array(winPlanes)
  const { length } = pairs.genuine
  for (let start = 0, now = 0; start < length; start += blockSize, now += batchSize) {
    const end = Math.min(start + blockSize, length)
    for (let i = start; i < end; i++) {
      const mask = maskOf(pairs, kept, i)
      if (pairs.genuine[i] === 1) {
        increment(ofGenuine, mask)
        addCounters(ofWins, ofImpostor, mask)
      } else {
        increment(ofImpostor, mask)
      }
    }
    for (let lane = 0; lane < batchSize; lane++) {
      const here = counterAt(ofGenuine, lane)
      genuine[now + batchSize + lane] = genuine[now + lane]! + here
      impostor[now + batchSize + lane] = impostor[now + lane]! + counterAt(ofImpostor, lane)
      wins[lane]! += here * impostor[now + lane]! + counterAt(ofWins, lane)
    }
    ofGenuine.fill(0)
    ofImpostor.fill(0)
    ofWins.fill(0)
  }
  return wins
}

function addTies(wins: Float64Array, { pairs, ties }: SortedColumn, kept: Int32Array): void {
  for (const { start, middle, end } of ties) {
    const genuine = new Uint32Array(batchSize)
    const impostor = new Uint32Array(batchSize)
    countLanes(genuine, pairs, kept, start, middle)
    countLanes(impostor, pairs, kept, middle, end)
    for (let lane = 0; lane < batchSize; lane++) wins[lane]! += (genuine[lane]! * impostor[lane]!) / 2
  }
}

function countClass(pairs: PeopledPairs, kept: Int32Array, genuine: number): Uint32Array {
  const counts = new Uint32Array(batchSize)
  const middle = pairs.genuine.indexOf(0)
  const firstImpostor = middle === -1 ? pairs.genuine.length : middle
  if (genuine === 1) countLanes(counts, pairs, kept, 0, firstImpostor)
  else countLanes(counts, pairs, kept, firstImpostor, pairs.genuine.length)
  return counts
}

function countLanes(counts: Uint32Array, pairs: PeopledPairs, kept: Int32Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    // the lowest set bit first, until none is left
    for (let mask = maskOf(pairs, kept, i); mask !== 0; mask &= mask - 1) counts[31 - Math.clz32(mask & -mask)]!++
  }
}

/** In which lanes a pair is kept: those where both people are, one bit each. */
function maskOf({ reference, probe }: PeopledPairs, kept: Int32Array, i: number): number {
  return kept[reference[i]!]! & kept[probe[i]!]!
}
