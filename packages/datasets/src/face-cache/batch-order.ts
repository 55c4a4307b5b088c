import type { Rng } from '@maskmirror/core'
import { DatasetError } from '#error.ts'

/** The faces of a step; nothing but the number of the step decides it. */
export type BatchOrder = (step: number) => Uint32Array

/**
 * Every face once in each round, each round in another order: an exact permutation, drawn anew when a round begins.
 *
 * @param options.faces that take part
 * @param options.batch faces in a step, ≥ 1; a step may hold the end of a round and the beginning of the next
 */
export function shuffledOrder(options: {
  readonly faces: Uint32Array
  readonly batch: number
  readonly rng: Rng
}): BatchOrder {
  const { faces, batch, rng } = options
  requireSome(faces)
  const faceAt = createRounds(faces, rng)
  return (step) => Uint32Array.from({ length: batch }, (_, i) => faceAt(step * batch + i))
}

/**
 * As many faces of each of as many people: every person once in each round, and of a person's faces each once before any
 * comes again. Who has fewer faces than asked for repeats some.
 *
 * @param options.faces that take part
 * @param options.personOf who is on each of all faces
 * @param options.people in a step, ≥ 1; at most as many as there are, or some come twice
 * @param options.facesPerPerson ≥ 1
 */
export function balancedOrder(options: {
  readonly faces: Uint32Array
  readonly personOf: Uint32Array
  readonly people: number
  readonly facesPerPerson: number
  readonly rng: Rng
}): BatchOrder {
  const { faces, personOf, people, facesPerPerson, rng } = options
  requireSome(faces)
  // by person, then as they were
  const sorted = faces.toSorted((a, b) => personOf[a]! - personOf[b]! || a - b)
  const starts = Uint32Array.from(
    (function* () {
      for (let i = 0; i < sorted.length; i++) {
        if (i === 0 || personOf[sorted[i]!] !== personOf[sorted[i - 1]!]) yield i
      }
    })(),
  )
  const groupAt = createRounds(
    starts.map((_, group) => group),
    rng.fork('people'),
  )
  return (step) => {
    const chosen = new Uint32Array(people * facesPerPerson)
    for (let i = 0; i < people; i++) {
      const visit = step * people + i
      const group = groupAt(visit)
      const own = sorted.subarray(starts[group]!, starts[group + 1] ?? sorted.length)
      const faceAt = createRounds(own, rng.fork(`faces of ${personOf[own[0]!]}`))
      // a person is visited once in a round of people
      const first = Math.floor(visit / starts.length) * facesPerPerson
      for (let j = 0; j < facesPerPerson; j++) chosen[i * facesPerPerson + j] = faceAt(first + j)
    }
    return chosen
  }
}

/** What comes n-th when all come over and over, each round in another order. */
function createRounds(items: Uint32Array, rng: Rng): (n: number) => number {
  let [round, order] = [-1, items]
  return (n) => {
    const wanted = Math.floor(n / items.length)
    if (wanted !== round) {
      order = shuffled(items, rng.fork(String(wanted)))
      round = wanted
    }
    return order[n % items.length]!
  }
}

/** Fisher-Yates in an array of numbers, a quarter of the memory of a list. */
function shuffled(items: Uint32Array, rng: Rng): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(items)
  for (let i = result.length - 1; i > 0; i--) {
    const j = rng.int(i + 1)
    const kept = result[i]!
    result[i] = result[j]!
    result[j] = kept
  }
  return result
}

function requireSome(faces: Uint32Array): void {
  if (faces.length > 0) return
  throw new DatasetError({ code: 'bad-option', message: 'Expected faces to choose from but there are none' })
}
