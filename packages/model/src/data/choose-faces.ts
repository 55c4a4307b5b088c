import { createRng, type Rng } from '@maskmirror/core'
import { halfOfPerson } from '@maskmirror/datasets'
import type { FaceCache } from '@maskmirror/datasets/face-cache'
import type { FolderData } from '#config/train-file.ts'
import { ModelError } from '../error.ts'

/** Which faces of a cache are learned from and which decide when training ends. */
export interface ChosenFaces {
  /** Places of faces in the cache. */
  readonly learned: Uint32Array
  /** Class index of every face of the cache; meaningless for those that are not learned from. */
  readonly classOf: Uint32Array
  readonly classes: number
  readonly held: Uint32Array
  /** People who are left out, with the reason. */
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}

/** Of one person; the more there are, the fewer people fit into memory. Our choice. */
const heldPerPerson = 5

/**
 * Divides people by hashes of their names: who is held back does not depend on who else is there.
 *
 * @param seed of the training
 * @throws ModelError `unusable-pictures` where fewer than two people remain on either side, or nobody who is held back has
 *   two faces
 */
export function chooseFaces(
  cache: FaceCache,
  data: Pick<FolderData, 'half' | 'halfSeed' | 'fewestPictures' | 'developmentShare' | 'developmentPictures'>,
  seed: string | number,
): ChosenFaces {
  const { half, halfSeed, fewestPictures, developmentShare } = data
  const names = cache.description.people
  const facesOf = bareFacesOf(cache)
  const leftOut: { what: string; reason: string }[] = []
  const learnedPeople: number[] = []
  const heldPeople: number[] = []
  const rng = createRng(seed).fork('development people')
  for (const [person, name] of names.entries()) {
    if (half !== 'all' && halfOfPerson(name, halfSeed) !== half) continue
    const count = facesOf[person]!.length
    if (count < fewestPictures) {
      const reason = count === 0 ? 'no bare face' : `${count} bare faces, fewer than ${fewestPictures}`
      leftOut.push({ what: name, reason })
    } else if (rng.fork(name).next() < developmentShare) heldPeople.push(person)
    else learnedPeople.push(person)
  }
  const held = holdBack(heldPeople, facesOf, data.developmentPictures, rng)
  requirePeople(cache, learnedPeople.length, heldPeople.length)
  const classOf = new Uint32Array(cache.photos.length)
  for (const [index, person] of learnedPeople.entries()) for (const face of facesOf[person]!) classOf[face] = index
  const learned = Uint32Array.from(learnedPeople.flatMap((person) => facesOf[person]!)).sort()
  return { learned, classOf, classes: learnedPeople.length, held, leftOut }
}

/** Faces known by their mask: those of one half, or all. */
export function chooseReal(cache: FaceCache, { half, halfSeed }: Pick<FolderData, 'half' | 'halfSeed'>): Uint32Array {
  const names = cache.description.people
  const isIn = names.map((name) => half === 'all' || halfOfPerson(name, halfSeed) === half)
  const chosen = Uint32Array.from(cache.people.keys()).filter((face) => isIn[cache.people[face]!])
  if (chosen.length > 0) return chosen
  throw new ModelError({
    code: 'unusable-pictures',
    message: `Expected faces in ${cache.description.source.name}, of which only masks are learned, but there are none`,
  })
}

function bareFacesOf(cache: FaceCache): number[][] {
  const facesOf: number[][] = cache.description.people.map(() => [])
  for (const [face, person] of cache.people.entries()) if (cache.masked[face] === 0) facesOf[person]!.push(face)
  return facesOf
}

/** Whole people in random order, those with several faces first, until there are enough faces. */
function holdBack(people: readonly number[], facesOf: readonly number[][], most: number, rng: Rng): Uint32Array {
  const shuffled = rng.fork('order').shuffle(people)
  const several = shuffled.filter((person) => facesOf[person]!.length > 1)
  const single = shuffled.filter((person) => facesOf[person]!.length === 1)
  const held: number[] = []
  for (const person of [...several, ...single]) {
    const own = facesOf[person]!.slice(0, heldPerPerson)
    if (held.length + own.length <= most) held.push(...own)
  }
  return Uint32Array.from(held).sort()
}

function requirePeople(cache: FaceCache, learned: number, held: number): void {
  if (learned >= 2 && held >= 2) return
  throw new ModelError({
    code: 'unusable-pictures',
    message: `Expected at least two people of ${cache.description.source.name} to learn from and two to hold back but there are ${learned} and ${held}. Another developmentShare or fewestPictures may help`,
    details: { learned, held },
  })
}
