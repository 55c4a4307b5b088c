import { bitDistance, type PerceptualHash } from './perceptual-hash.ts'

/** A photo's face as it is compared: cut out and turned upright, so that two crops of one photo give almost the same. */
export interface AlignedFace {
  readonly person: string
  readonly hash: PerceptualHash
  /** Of unit length. */
  readonly embedding: Float32Array
}

/** Two pictures, by index, whose faces come from one photo, cropped or edited in another way. */
export interface RepeatedFace {
  readonly a: number
  /** Greater than `a`. */
  readonly b: number
  /** Of 256 bits. */
  readonly detailDistance: number
  /** Cosine of the embeddings. */
  readonly similarity: number
}

/**
 * Our choice after looking at real photographs: aligned faces all look alike, so both have to agree. Two photos that one person had
 * taken at one event reach 0.88; two people's photos nothing near 0.8.
 */
const limits = { detail: 56, similarity: { ofOnePerson: 0.9, ofTwoPeople: 0.8 } } as const

/** Up to so many faces all pairs are compared (half a minute); beyond it those of one person. Our choice. */
export const mostForAllPairs = 20_000

/**
 * @param faces null where none was found
 * @returns in the order of a, then b
 */
export function findRepeatedFaces(faces: readonly (AlignedFace | null)[]): RepeatedFace[] {
  const found: RepeatedFace[] = []
  for (const group of groupsToCompare(faces)) {
    for (const [i, a] of group.entries()) {
      const one = faces[a]!
      for (let j = i + 1; j < group.length; j++) {
        const b = group[j]!
        const other = faces[b]!
        const detailDistance = bitDistance(one.hash.detail, other.hash.detail)
        if (detailDistance > limits.detail) continue
        const similarity = dot(one.embedding, other.embedding)
        const { ofOnePerson, ofTwoPeople } = limits.similarity
        if (similarity >= (one.person === other.person ? ofOnePerson : ofTwoPeople))
          found.push({ a, b, detailDistance, similarity })
      }
    }
  }
  return found.sort((one, other) => one.a - other.a || one.b - other.b)
}

function groupsToCompare(faces: readonly (AlignedFace | null)[]): number[][] {
  const present = faces.flatMap((face, index) => (face === null ? [] : [index]))
  if (present.length <= mostForAllPairs) return [present]
  const byPerson = new Map<string, number[]>()
  for (const index of present) {
    const { person } = faces[index]!
    const group = byPerson.get(person)
    if (group === undefined) byPerson.set(person, [index])
    else group.push(index)
  }
  return [...byPerson.values()]
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
