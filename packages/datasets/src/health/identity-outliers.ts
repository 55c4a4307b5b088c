/** A photo that looks less like its own person than like strangers. */
export interface IdentityOutlier {
  /** Index of the photo. */
  readonly photo: number
  /** Mean cosine to the person's other bare photos. */
  readonly own: number
  /** Share of other people whose bare photos it is more similar to, 0..1. A photo of the wrong person has any value with the same chance. */
  readonly strangersCloser: number
  /** Whose bare photos are the most similar ones. */
  readonly closest: { readonly person: string; readonly similarity: number }
}

export interface IdentityPhoto {
  readonly person: string
  readonly masked: boolean
  /** Of unit length; null when there is none. */
  readonly embedding: Float32Array | null
}

/** Share of strangers that may be closer before a photo is held suspect. A wrong photo escapes with this probability. */
export interface OutlierLimits {
  readonly bare: number
  readonly masked: number
}

/** Our choice: a masked photo of the right person lies far from the bare ones, so that a strict limit would flag every second one. */
const usualLimits: OutlierLimits = { bare: 0.1, masked: 0.5 }

export interface IdentityCheck {
  /** The most suspect first. */
  readonly outliers: readonly IdentityOutlier[]
  readonly checked: number
  /** Photos without an embedding, or of a person without another bare photo that has one. */
  readonly unchecked: number
}

/**
 * Ranks each photo's own person among all people, by the mean cosine to their bare photos, the photo itself left out.
 *
 * @param photos of one set
 */
export function findIdentityOutliers(
  photos: readonly IdentityPhoto[],
  limits: OutlierLimits = usualLimits,
): IdentityCheck {
  const people = sumBarePhotos(photos)
  const outliers: IdentityOutlier[] = []
  let checked = 0
  for (const [photo, { person, masked, embedding }] of photos.entries()) {
    const own = people.get(person)
    const others = (own?.count ?? 0) - (masked || embedding === null ? 0 : 1)
    if (embedding === null || own === undefined || others < 1 || people.size < 2) continue
    checked++
    // without the photo itself, whose cosine to itself is 1
    const ownMean = (dot(own.sum, embedding) - (masked ? 0 : 1)) / others
    let closer = 0
    let closest = { person: '', similarity: Number.NEGATIVE_INFINITY }
    for (const [name, { sum, count }] of people) {
      if (name === person) continue
      const similarity = dot(sum, embedding) / count
      if (similarity > ownMean) closer++
      if (similarity > closest.similarity) closest = { person: name, similarity }
    }
    const strangersCloser = closer / (people.size - 1)
    if (strangersCloser > (masked ? limits.masked : limits.bare)) {
      outliers.push({ photo, own: ownMean, strangersCloser, closest })
    }
  }
  outliers.sort((a, b) => b.strangersCloser - a.strangersCloser || a.photo - b.photo)
  return { outliers, checked, unchecked: photos.length - checked }
}

/** Sums of embeddings: a mean of cosines is the cosine with the sum over the count. */
function sumBarePhotos(photos: readonly IdentityPhoto[]): Map<string, { sum: Float64Array; count: number }> {
  const people = new Map<string, { sum: Float64Array; count: number }>()
  for (const { person, masked, embedding } of photos) {
    if (masked || embedding === null) continue
    const known = people.get(person) ?? { sum: new Float64Array(embedding.length), count: 0 }
    for (let i = 0; i < embedding.length; i++) known.sum[i]! += embedding[i]!
    people.set(person, { sum: known.sum, count: known.count + 1 })
  }
  return people
}

function dot(a: Float64Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!
  return sum
}
