/** Lets only so many pieces of work run at a time, the others wait in order: what bounds the memory of pictures in work. */
export function fewAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // its place goes to the next one, so that nobody who comes meanwhile takes it
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
