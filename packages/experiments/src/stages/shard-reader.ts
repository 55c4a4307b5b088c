import type { ArtefactStore } from '@maskmirror/storage'
import { ExperimentError } from '../error.ts'
import { shardKey } from './run-shards.ts'

/** Single items of a finished stage, by their position in the stage's items. */
export interface ShardReader<Item> {
  /** @throws ExperimentError `stage-damaged` when the shard was removed while the run went on */
  get(index: number): Promise<Item>
}

/**
 * Reads shards when an item of them is wanted and keeps the last used ones, so that memory stays flat.
 *
 * @param options.kept shards kept in memory; default 64, which is about 80 MB of aligned crops
 */
export function openShardReader<Item>(
  options: {
    key: string
    shardSize: number
    decode: (bytes: Uint8Array) => Promise<Item[]>
    kept?: number
  },
  artefacts: ArtefactStore,
): ShardReader<Item> {
  const { key, shardSize, decode, kept = 64 } = options
  const shards = new Map<number, Promise<Item[]>>()
  const load = async (shard: number): Promise<Item[]> => {
    const bytes = await artefacts.read(shardKey(key, shard))
    if (bytes === null) {
      throw new ExperimentError({
        code: 'stage-damaged',
        message: `Expected shard ${shard} of ${key} in the data directory but it is gone or damaged. Start the same run again: it computes what is missing`,
      })
    }
    return decode(bytes)
  }
  return {
    get: async (index) => {
      const shard = Math.floor(index / shardSize)
      const found = shards.get(shard) ?? load(shard)
      // re-inserting makes it the newest; the map's order is the order of use
      shards.delete(shard)
      shards.set(shard, found)
      if (shards.size > kept) shards.delete(shards.keys().next().value!)
      return (await found)[index % shardSize]!
    },
  }
}
