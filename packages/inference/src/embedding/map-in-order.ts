/**
 * Applies an asynchronous function to items, several at the same time, and yields the results in the items' order.
 * When the function or the source throws, or the consumer stops early, nothing new is started; what runs is waited for.
 *
 * @param concurrency calls at the same time, at least 1
 */
export async function* mapInOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  concurrency: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const running: Promise<Result>[] = []
  try {
    for await (const item of items) {
      const result = map(item)
      result.catch(() => {}) // reported when its turn comes
      running.push(result)
      if (running.length >= concurrency) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
  } finally {
    await Promise.allSettled(running)
  }
}
