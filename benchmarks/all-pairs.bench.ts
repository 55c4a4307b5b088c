import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { createRng } from '@maskmirror/core'
import { writeNpy } from '@maskmirror/evaluation/score-files'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'
import { productsAlone } from './products-alone.ts'

const run = promisify(execFile)

const count = 6000
const dimension = 512
const picturesOfPerson = 5
const blockRows = 512
const rounds = 3
const largeCount = 100_000

interface Own {
  openSeconds: number
  seconds: number
  warmSeconds: number | null
  pairs: number
  passes: number
  additionalMB: number
  peakMB: number
  eer: number
  auc: number
  fnmrAtFmr1000: number
  wholeSeconds: number
}

interface Peer {
  seconds: number
  productSeconds: number
  pairs: number
  peakMB: number
  eer: number
  auc: number
  fnmrAtFmr1000: number
  wholeSeconds: number
}

export const benchmark: Benchmark = {
  name: 'all-pairs',
  description: `all pairs of ${count} embeddings of ${dimension} numbers, against NumPy with scikit-learn and against ONNX Runtime's products alone`,
  run: async (print) => {
    const python = findPython()
    if (python === null) return { missing: "Python with NumPy and scikit-learn (Debian's python3-sklearn)" }
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      const references = await writeSet(folder, 'references')
      const probes = await writeSet(folder, 'probes')
      const blocksOfSide = Math.ceil(count / blockRows)
      const cases = [
        { name: 'each pair once', files: references, blocks: (blocksOfSide * (blocksOfSide + 1)) / 2 },
        { name: 'references with probes', files: [...references, ...probes], blocks: blocksOfSide ** 2 },
      ]
      const measurements: object[] = []
      for (const { name, files, blocks } of cases) {
        const { text, ...measurement } = await inTurns(name, files, blocks, python)
        print(text)
        measurements.push(measurement)
      }
      const large = await own(['--drawn', String(largeCount)])
      print(
        `${largeCount} drawn embeddings, each pair once: ${large.pairs} pairs in ${large.seconds.toFixed(1)} s, ${(large.pairs / large.seconds / 1e6).toFixed(0)} million a second, ${large.additionalMB.toFixed(0)} MB besides the embeddings`,
      )
      measurements.push({ name: 'large', settings: { count: largeCount, dimension }, own: large })
      return { measurements }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

/** A Python that has what the peer's script imports. */
function findPython(): string | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(python, ['-c', 'import numpy, sklearn'], { stdio: 'ignore' })
      return python
    } catch {
      // the next one may have them
    }
  }
  return null
}

async function writeSet(folder: string, name: string): Promise<string[]> {
  const rng = createRng(name)
  const values = new Float32Array(count * dimension)
  for (let i = 0; i < count; i++) {
    const person = createRng(`person ${Math.floor(i / picturesOfPerson)}`)
    for (let k = 0; k < dimension; k++) values[i * dimension + k] = 0.6 * person.normal() + rng.normal()
  }
  const files = [join(folder, `${name}.npy`), join(folder, `${name}.txt`)] as const
  await writeFile(files[0], writeNpy({ shape: [count, dimension], values }))
  await writeFile(files[1], Array.from({ length: count }, (_, i) => `${Math.floor(i / picturesOfPerson)}\n`).join(''))
  return [...files]
}

/** Both ways and the products alone in turns, so that a slower moment hits all; ratios are taken within each round. */
async function inTurns(name: string, files: readonly string[], blocks: number, python: string) {
  const threads = availableParallelism()
  const all: { own: Own; peer: Peer; productsSeconds: number }[] = []
  for (let round = 0; round < rounds; round++) {
    all.push({
      own: await own(files),
      peer: await peer(files, python),
      productsSeconds: await productsAlone({ blocks, dimension, threads }),
    })
  }
  const middle = (pick: (round: (typeof all)[number]) => number) => median(all.map(pick))
  const summary = {
    ownSeconds: middle((round) => round.own.seconds),
    peerSeconds: middle((round) => round.peer.seconds),
    productsSeconds: middle((round) => round.productsSeconds),
    additionalMB: middle((round) => round.own.additionalMB),
    peerMB: middle((round) => round.peer.peakMB),
    timesFaster: middle((round) => round.peer.seconds / round.own.seconds),
    timesFasterThreadsStarted: middle((round) => round.peer.seconds / (round.own.openSeconds + round.own.seconds)),
    timesFasterWholeProcess: middle((round) => round.peer.wholeSeconds / round.own.wholeSeconds),
    shareOfProducts: middle((round) => round.productsSeconds / round.own.seconds),
    largestDifference: Math.max(
      ...all.flatMap((round) =>
        (['eer', 'auc', 'fnmrAtFmr1000'] as const).map((key) => Math.abs(round.own[key] - round.peer[key])),
      ),
    ),
  }
  const text = [
    `${name}, ${all[0]!.own.pairs} pairs: ${summary.ownSeconds.toFixed(2)} s against ${summary.peerSeconds.toFixed(2)} s,`,
    `${summary.timesFaster.toFixed(1)} times faster (${summary.timesFasterThreadsStarted.toFixed(1)} with the start of threads,`,
    `${summary.timesFasterWholeProcess.toFixed(1)} as whole processes); products alone ${summary.productsSeconds.toFixed(2)} s;`,
    `${summary.additionalMB.toFixed(0)} MB besides the embeddings against ${summary.peerMB.toFixed(0)} MB in all;`,
    `results differ by ${summary.largestDifference.toExponential(1)} at most`,
  ].join(' ')
  return { name, settings: { count, dimension, picturesOfPerson, threads, rounds }, rounds: all, median: summary, text }
}

async function own(args: readonly string[]): Promise<Own> {
  return timed(process.execPath, [
    '--import',
    'tsx',
    '--expose-gc',
    resolve(import.meta.dirname, 'all-pairs-own.ts'),
    ...args,
  ])
}

async function peer(files: readonly string[], python: string): Promise<Peer> {
  return timed(python, [resolve(import.meta.dirname, 'all-pairs-peer.py'), ...files])
}

async function timed<T>(command: string, args: readonly string[]): Promise<T & { wholeSeconds: number }> {
  const start = performance.now()
  const { stdout } = await run(command, args)
  const wholeSeconds = (performance.now() - start) / 1000
  return { ...JSON.parse(stdout), wholeSeconds }
}
