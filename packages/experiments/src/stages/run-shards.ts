import { createProgressMeter, type ProgressReporter } from '@maskmirror/core'
import { mapInOrder } from '@maskmirror/inference'
import type { ArtefactStore } from '@maskmirror/storage'
import { ExperimentError } from '../error.ts'

/** What every stage is given by the run. */
export interface StageContext {
  readonly artefacts: ArtefactStore
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
  readonly signal: AbortSignal
}

/** Shards in work at a time: one is written while the next one computes. */
const shardsInWork = 2

/**
 * Computes the shards of a stage that are not stored yet, in order, each stored as soon as it is whole.
 * A run that was killed finds the finished shards and continues behind them. Because the items of a shard are fixed, a batch
 * has the same neighbours in an uninterrupted run and in a resumed one, so the numbers are the same bit for bit.
 *
 * @param options.stage name for progress
 * @param options.key artefact key of the stage, without the shard
 * @param options.items everything that the stage works on
 * @param options.shardSize items in one shard (the last may have fewer)
 * @param options.compute makes the bytes of one shard
 * @throws ExperimentError `cancelled` between two shards
 */
export async function runShards<Item>(
  options: {
    stage: string
    key: string
    items: readonly Item[]
    shardSize: number
    compute: (items: readonly Item[]) => Promise<Uint8Array>
  },
  context: StageContext,
): Promise<void> {
  const { stage, key, items, shardSize, compute } = options
  const meter = createProgressMeter(stage, items.length, context.onProgress, context.clockMs)
  meter.skip(0)
  const count = Math.ceil(items.length / shardSize)
  const shards = Array.from({ length: count }, (_, shard) => shard)
  const finish = async (shard: number) => {
    throwIfCancelled(context.signal)
    const part = items.slice(shard * shardSize, (shard + 1) * shardSize)
    const name = shardKey(key, shard)
    if ((await context.artefacts.read(name)) !== null) {
      meter.skip(part.length)
    } else {
      await context.artefacts.write(name, await compute(part))
      meter.advance(part.length)
    }
  }
  for await (const _ of mapInOrder(shards, shardsInWork, finish)) throwIfCancelled(context.signal)
}

/** The artefact key of one shard. */
export function shardKey(key: string, shard: number): string {
  return `${key}/${String(shard).padStart(6, '0')}`
}

/** @throws ExperimentError `cancelled` */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new ExperimentError({
      code: 'cancelled',
      message: 'Cancelled. What was computed is kept: start the same run again to continue',
    })
  }
}
