import { createRng } from '@maskmirror/core'

/** Resamples that are held as the bits of one number: bit r of batch b is resample 32·b + r. */
export const batchSize = 32

/**
 * Who is kept in 32 resamples: each person in each resample with probability one half, the weights 0 and 2 of the
 * double-or-nothing bootstrap. The bits depend on the seed and the batch alone, so that resamples can be made in any order.
 *
 * @returns element p: bit r is set when person p is in resample 32·batch + r
 */
export function keptPeople(seed: string, batch: number, personCount: number): Int32Array {
  const rng = createRng(`${seed}/people/${batch}`)
  return Int32Array.from({ length: personCount }, () => Math.floor(rng.next() * 2 ** batchSize) | 0)
}

/** The same for every batch of a bootstrap, each made when it is first asked for: columns that follow each other share them. */
export function keptInBatches(seed: string, personCount: number): (batch: number) => Int32Array {
  const made: Int32Array[] = []
  return (batch) => {
    made[batch] ??= keptPeople(seed, batch, personCount)
    return made[batch]
  }
}
