import type { Rng } from '@maskmirror/core'

/** The place in the set of what comes n-th, over and over in another order. */
export function createOrder(count: number, rng: Rng): (n: number) => number {
  const places = Array.from({ length: count }, (_, i) => i)
  const kept = { round: -1, order: places }
  return (n) => {
    const round = Math.floor(n / count)
    if (round !== kept.round) {
      kept.order = rng.fork(String(round)).shuffle(places)
      kept.round = round
    }
    return kept.order[n % count]!
  }
}
