/**
 * Works on a queue in its order, some at a time. Begins nothing more once it is to stop or a work has thrown; what is begun
 * is finished.
 *
 * @param options.atATime ≥ 1
 * @throws what the work threw, after all that was begun is finished
 */
export async function workThrough<Item>(
  queue: readonly Item[],
  options: { atATime: number; signal: AbortSignal },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const { atATime, signal } = options
  let next = 0
  let broken = false
  const keepGoing = async () => {
    while (next < queue.length && !signal.aborted && !broken) {
      try {
        await work(queue[next++]!)
      } catch (error) {
        broken = true
        throw error
      }
    }
  }
  const all = await Promise.allSettled(Array.from({ length: atATime }, keepGoing))
  for (const one of all) if (one.status === 'rejected') throw one.reason
}
