import { type Image, type Outcome, succeeded } from '@maskmirror/core'
import type { Embedder } from './embedder.ts'
import { mapInOrder } from './map-in-order.ts'

export interface EmbeddedItem<Item, Reason extends string> {
  readonly item: Item
  /** A row of unit length, or why the item gave no crop. */
  readonly outcome: Outcome<Float32Array, Reason>
}

/**
 * Embeds a stream of items in their order: pictures are loaded and cropped ahead while the embedder computes.
 *
 * @param load makes the aligned crop of an item; a failure is passed on as data, a thrown error ends the stream
 * @param options.concurrency items that are loaded at the same time; default 8
 * @throws InferenceError what `embedder.embed` throws
 */
export async function* embedStream<Item, Reason extends string>(
  embedder: Embedder,
  items: Iterable<Item> | AsyncIterable<Item>,
  load: (item: Item) => Promise<Outcome<Image, Reason>>,
  options: { concurrency?: number } = {},
): AsyncGenerator<EmbeddedItem<Item, Reason>, void, undefined> {
  const { concurrency = 8 } = options
  const loaded = mapInOrder(items, concurrency, async (item) => ({ item, crop: await load(item) }))
  // two groups in flight: one computes while the next one fills
  for await (const group of mapInOrder(grouped(loaded, embedder.maxBatch), 2, embedGroup)) yield* group

  async function embedGroup(group: LoadedItem<Item, Reason>[]): Promise<EmbeddedItem<Item, Reason>[]> {
    const rows = await embedder.embed(group.flatMap(({ crop }) => (crop.ok ? [crop.value] : [])))
    let offset = 0
    return group.map(({ item, crop }) => {
      if (!crop.ok) return { item, outcome: crop }
      const start = offset
      offset += embedder.dimension
      return { item, outcome: succeeded(rows.slice(start, offset)) }
    })
  }
}

interface LoadedItem<Item, Reason extends string> {
  readonly item: Item
  readonly crop: Outcome<Image, Reason>
}

/** Arrays with `size` crops each (the last may have fewer) and the failures in between. */
async function* grouped<Item, Reason extends string>(
  items: AsyncIterable<LoadedItem<Item, Reason>>,
  size: number,
): AsyncGenerator<LoadedItem<Item, Reason>[], void, undefined> {
  let group: LoadedItem<Item, Reason>[] = []
  let crops = 0
  for await (const item of items) {
    group.push(item)
    if (item.crop.ok) crops++
    if (crops === size) {
      yield group
      group = []
      crops = 0
    }
  }
  if (group.length > 0) yield group
}
