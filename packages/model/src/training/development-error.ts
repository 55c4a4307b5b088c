import { prepareScores, thresholdAtFmr } from '@maskmirror/evaluation'

/** Pictures of people who are in no training, to see when a training is good enough. */
export interface DevelopmentSet {
  /** Index of the person of each picture; at least two people, and one of them with two pictures. */
  readonly people: readonly number[]
  /** As in a batch, 0..255. */
  readonly unmasked: Float32Array
  /** The same pictures with a mask. */
  readonly masked: Float32Array
}

/** False non-match rates of development people at one false match rate, 0..1. */
export interface DevelopmentError {
  /** Both bare. */
  readonly unmasked: number
  /** Reference bare, probe masked; never the same picture on both sides. */
  readonly masked: number
  /** The mean of the two, so that neither side is given up for the other: what early stopping watches. */
  readonly mean: number
}

/** @param embed embeddings of pictures, [count, dimension] */
export async function developmentError(
  { people, unmasked, masked }: DevelopmentSet,
  embed: (pictures: Float32Array) => Promise<Float32Array>,
  fmr: number,
): Promise<DevelopmentError> {
  const references = unitRows(await embed(unmasked), people.length)
  const probes = unitRows(await embed(masked), people.length)
  const rates = {
    unmasked: fnmr(references, references, people, fmr),
    masked: fnmr(references, probes, people, fmr),
  }
  return { ...rates, mean: (rates.unmasked + rates.masked) / 2 }
}

function fnmr(
  references: readonly Float32Array[],
  probes: readonly Float32Array[],
  people: readonly number[],
  fmr: number,
): number {
  const genuine: number[] = []
  const impostor: number[] = []
  const isSymmetric = references === probes
  for (const [i, reference] of references.entries()) {
    for (let j = isSymmetric ? i + 1 : 0; j < probes.length; j++) {
      if (i === j) continue
      const probe = probes[j]!
      const score = reference.reduce((sum, value, k) => sum + value * probe[k]!, 0)
      ;(people[i] === people[j] ? genuine : impostor).push(score)
    }
  }
  const point = thresholdAtFmr(prepareScores({ genuine, impostor }), fmr)
  return point.supported ? point.fnmr : point.atSmallestFmr.fnmr
}

function unitRows(embeddings: Float32Array, count: number): Float32Array[] {
  const dimension = embeddings.length / count
  return Array.from({ length: count }, (_, i) => {
    const row = embeddings.subarray(i * dimension, (i + 1) * dimension)
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1
    return row.map((value) => value / length)
  })
}
