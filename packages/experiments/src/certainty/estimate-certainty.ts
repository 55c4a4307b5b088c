import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import {
  type BootstrapInput,
  type BootstrapPlan,
  type Certainty,
  type ColumnFacts,
  planBootstrap,
  replicateLength,
  summariseBootstrap,
} from '@maskmirror/evaluation/bootstrap'
import { ExperimentError } from '#error.ts'
import type { BootstrapShare } from './bootstrap-task.ts'
import { openBootstrapThread } from './bootstrap-thread.ts'
import { resampleUnits } from './resample-units.ts'

export interface CertaintyOptions {
  /** Default: as many as the machine has cores. Fewer are used when there is too little work for them. */
  readonly threads?: number
  readonly onProgress: ProgressReporter
  readonly signal: AbortSignal
  readonly clockMs: () => number
}

/** Pairs times resamples that keep a thread busy for about as long as it takes to start (our choice: 0.3 s). */
const worthAThread = 1e8

/**
 * Double-or-nothing bootstrap over people in worker threads; see `bootstrapPeople`, which gives the same figures to the last
 * digit in one thread.
 *
 * @throws ExperimentError `cancelled`, `worker-ended`; EvaluationError as `planBootstrap`
 */
export async function estimateCertainty(input: BootstrapInput, options: CertaintyOptions): Promise<Certainty> {
  const { onProgress, signal, clockMs, threads = availableParallelism() } = options
  const plan = planBootstrap(input)
  const units = plan.columns.length * plan.batches
  const meter = createProgressMeter('certainty', units, onProgress, clockMs)
  const work = plan.pairs.genuine.length * plan.columns.length * plan.resamples
  const useful = Math.min(threads, units, Math.floor(work / worthAThread))
  return useful < 1 ? estimateHere(plan, meter.advance, signal) : estimateInThreads(plan, useful, meter.advance, signal)
}

async function estimateHere(
  plan: BootstrapPlan,
  advance: (units: number) => void,
  signal: AbortSignal,
): Promise<Certainty> {
  const replicates = emptyReplicates(plan, (length) => new Float64Array(length))
  const units = resampleUnits({ plan, replicates }, 0, plan.columns.length * plan.batches)
  for (let step = units.next(); ; step = units.next()) {
    if (signal.aborted) throw cancelled()
    if (step.done) return summariseBootstrap(plan, withFacts(replicates, step.value))
    advance(1)
    await setImmediate()
  }
}

async function estimateInThreads(
  plan: BootstrapPlan,
  threads: number,
  advance: (units: number) => void,
  signal: AbortSignal,
): Promise<Certainty> {
  const share: BootstrapShare = {
    plan: sharedPlan(plan),
    replicates: emptyReplicates(plan, (length) => sharedArray(Float64Array, length)),
  }
  const units = plan.columns.length * plan.batches
  const opened = Array.from({ length: threads }, () => openBootstrapThread(share, () => advance(1)))
  const stop = () => {
    for (const thread of opened) thread.fail(cancelled())
  }
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted) throw cancelled()
    const facts = await Promise.all(
      opened.map((thread, t) =>
        thread.resample(Math.floor((units * t) / threads), Math.floor((units * (t + 1)) / threads)),
      ),
    )
    return await opened[0]!.summarise(withFacts(share.replicates, facts.flat()))
  } finally {
    signal.removeEventListener('abort', stop)
    await Promise.all(opened.map((thread) => thread.close()))
  }
}

function emptyReplicates(plan: BootstrapPlan, create: (length: number) => Float64Array): Float64Array[] {
  return plan.columns.map((_, index) => create(plan.resamples * replicateLength(plan, index)))
}

function withFacts(replicates: readonly Float64Array[], facts: readonly (readonly [number, ColumnFacts])[]) {
  const known = new Map(facts)
  return replicates.map((rows, index) => ({ facts: known.get(index)!, replicates: rows }))
}

/** The same plan with its large arrays where all threads see them. */
function sharedPlan(plan: BootstrapPlan): BootstrapPlan {
  const { genuine, reference, probe } = plan.pairs
  return {
    ...plan,
    pairs: {
      genuine: filled(sharedArray(Uint8Array, genuine.length), genuine),
      reference: filled(sharedArray(Int32Array, reference.length), reference),
      probe: filled(sharedArray(Int32Array, probe.length), probe),
    },
    columns: plan.columns.map((column) => ({
      ...column,
      scores: filled(sharedArray(Float64Array, column.scores.length), column.scores),
    })),
  }
}

type ArrayType<Values> = { new (buffer: SharedArrayBuffer): Values; readonly BYTES_PER_ELEMENT: number }

function sharedArray<Values>(type: ArrayType<Values>, length: number): Values {
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT))
}

function filled<Values extends { set(from: Values): void }>(target: Values, from: Values): Values {
  target.set(from)
  return target
}

function cancelled(): ExperimentError {
  return new ExperimentError({ code: 'cancelled', message: 'Cancelled before all resamples were counted' })
}
