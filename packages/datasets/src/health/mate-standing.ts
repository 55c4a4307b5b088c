/** A photo whose face was compared. */
export interface IdentityPhoto {
  readonly person: string
  readonly masked: boolean
  /** Of unit length; null when there is none. */
  readonly embedding: Float32Array | null
}

/** Of which of a person's photos something is said: masked faces are alike, so that they are no measure for bare ones. */
export type PhotoKind = 'bare' | 'masked'

/** Where a photo stands among all people, by its similarity to their photos of one kind. */
export interface MateStanding {
  /** Mean cosine to the person's other photos of that kind. */
  readonly own: number
  /** Of the own person: so many spreads above the middle of all others. */
  readonly standing: number
  /** The same of everybody else, by name. */
  readonly strangers: ReadonlyMap<string, number>
  /** Share of the others that are closer than the own person, 0..1. */
  readonly strangersCloser: number
  readonly closest: { readonly person: string; readonly similarity: number }
}

/** Fewer others give no spread to measure by; our choice. */
const leastStrangers = 10

/** From a median distance to the standard deviation of normal values. */
const deviationOfMedian = 1.4826

/**
 * Compares photos with everybody's photos of one kind. The middle and the spread of the others are medians, so that a wrong photo
 * of another person does not move them.
 *
 * @param photos of one set
 * @returns for the index of a photo; null where it has no embedding, the person has no other photo of the kind, or too few people have
 */
export function mateStandings(
  photos: readonly IdentityPhoto[],
  kind: PhotoKind,
): (photo: number) => MateStanding | null {
  const isMeant = ({ masked }: IdentityPhoto) => masked === (kind === 'masked')
  const people = sumsOfPeople(photos.filter(isMeant))
  return (index) => {
    const photo = photos[index]!
    const { person, embedding } = photo
    const mates = people.get(person)
    const isAmongThem = isMeant(photo)
    const others = (mates?.count ?? 0) - (isAmongThem ? 1 : 0)
    if (embedding === null || mates === undefined || others < 1 || people.size <= leastStrangers) return null
    // without the photo itself, whose cosine to itself is 1
    const own = (dot(mates.sum, embedding) - (isAmongThem ? 1 : 0)) / others
    const similarities = new Map<string, number>()
    let closest = { person: '', similarity: Number.NEGATIVE_INFINITY }
    let closer = 0
    for (const [name, { sum, count }] of people) {
      if (name === person) continue
      const similarity = dot(sum, embedding) / count
      similarities.set(name, similarity)
      if (similarity > own) closer++
      if (similarity > closest.similarity) closest = { person: name, similarity }
    }
    const middle = medianOf([...similarities.values()])
    const spread = deviationOfMedian * medianOf(Array.from(similarities.values(), (value) => Math.abs(value - middle)))
    if (spread === 0) return null
    const standingOf = (similarity: number) => (similarity - middle) / spread
    return {
      own,
      standing: standingOf(own),
      strangers: new Map(Array.from(similarities, ([name, value]) => [name, standingOf(value)])),
      strangersCloser: closer / similarities.size,
      closest,
    }
  }
}

interface SumOfPerson {
  /** Sum of embeddings: a mean of cosines is the cosine with the sum over the count. */
  readonly sum: Float64Array
  readonly count: number
}

function sumsOfPeople(photos: readonly IdentityPhoto[]): Map<string, SumOfPerson> {
  const people = new Map<string, SumOfPerson>()
  for (const { person, embedding } of photos) {
    if (embedding === null) continue
    const { sum, count } = people.get(person) ?? { sum: new Float64Array(embedding.length), count: 0 }
    for (let i = 0; i < embedding.length; i++) sum[i]! += embedding[i]!
    people.set(person, { sum, count: count + 1 })
  }
  return people
}

function dot(a: Float64Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!
  return sum
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
