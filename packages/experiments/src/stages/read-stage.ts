import type { ArtefactStore } from '@maskmirror/storage'
import { openShardReader } from './shard-reader.ts'

/** All items of a finished stage in their order; for stages whose items are small. */
export async function readStage<Item>(
  options: { key: string; shardSize: number; count: number; decode: (bytes: Uint8Array) => Promise<Item[]> },
  artefacts: ArtefactStore,
): Promise<Item[]> {
  const reader = openShardReader({ ...options, kept: 1 }, artefacts)
  const items: Item[] = []
  for (let index = 0; index < options.count; index++) items.push(await reader.get(index))
  return items
}
