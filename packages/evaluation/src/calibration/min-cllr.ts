import type { PreparedScores } from '#prepared-scores.ts'

/** A run of neighbouring scores that get one log-likelihood ratio. */
interface Block {
  genuine: number
  impostor: number
}

/**
 * Cllr after the best order-preserving calibration of the same scores, in bits, 0..1: what calibration cannot repair. O(n).
 *
 * The calibration is isotonic regression by pooling adjacent violators (Brümmer & du Preez 2006). Equal scores are pooled from
 * the start: no calibration can tell them apart, and an order among them, as bob.measure has it, makes the value too small.
 * Counted failures stand below every score.
 *
 * The calibration is fitted to the very scores that it is measured on, so the value is a little too good on few scores.
 */
export function minCllr(scores: PreparedScores): number {
  const { genuineCount, impostorCount } = scores
  let cost = 0
  for (const { genuine, impostor } of pooledBlocks(scores)) {
    // with the ratio r = (genuine / genuineCount) / (impostor / impostorCount), a class that is absent costs nothing
    const g = genuine / genuineCount
    const i = impostor / impostorCount
    if (g > 0) cost += g * Math.log1p(i / g)
    if (i > 0) cost += i * Math.log1p(g / i)
  }
  return cost / (2 * Math.LN2)
}

/** Blocks with a rising share of genuine scores. */
function pooledBlocks({ genuine, impostor, failed }: PreparedScores): Block[] {
  const blocks: Block[] = []
  const add = (block: Block) => {
    let last = blocks.at(-1)
    while (last !== undefined && last.genuine * block.impostor >= block.genuine * last.impostor) {
      block.genuine += last.genuine
      block.impostor += last.impostor
      blocks.pop()
      last = blocks.at(-1)
    }
    blocks.push(block)
  }
  if (failed.genuine + failed.impostor > 0) add({ ...failed })
  let g = 0
  let i = 0
  while (g < genuine.length || i < impostor.length) {
    const score = Math.min(genuine[g] ?? Infinity, impostor[i] ?? Infinity)
    const block = { genuine: -g, impostor: -i }
    while (genuine[g] === score) g++
    while (impostor[i] === score) i++
    block.genuine += g
    block.impostor += i
    add(block)
  }
  return blocks
}
