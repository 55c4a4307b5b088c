import { byCodeUnit } from '#code-unit-order.ts'
import { DatasetError } from '#error.ts'
import type { PictureRequest } from './describe-picture.ts'
import { checkWorld, type FaceWorld, plainWorld } from './face-world.ts'
import { type Half, lookAlikeOf, personName } from './look-alike-of.ts'

export interface GeneratedSetOptions {
  /** Another seed is another world of people. */
  readonly seed: string | number
  /** ≥ 1. The first people of a larger set are those of a smaller one. */
  readonly people: number
  /** ≥ 1 */
  readonly picturesPerPerson: number
  /** No person is in both. */
  readonly split: Half
  /** Default: `plainWorld`. */
  readonly world?: FaceWorld
}

/** A picture of a generated set. */
export interface ListedPicture {
  /** `PERSON/NUMBER.jpg` */
  readonly id: string
  readonly request: PictureRequest & { readonly world: FaceWorld; readonly lookAlikeOf: string | null }
}

/**
 * Names every picture of a generated set, sorted by id in code-unit order.
 *
 * @throws DatasetError `bad-option`
 */
export function listPictures(options: GeneratedSetOptions): ListedPicture[] {
  const { seed, people, picturesPerPerson, split, world = plainWorld } = options
  for (const [option, value] of Object.entries({ people, picturesPerPerson })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected ${option} to be a whole number of at least 1 but received ${value}`,
      details: { [option]: value },
    })
  }
  checkWorld(world)
  const pictures: ListedPicture[] = []
  for (let i = 1; i <= people; i++) {
    const person = personName(split, i)
    const other = lookAlikeOf(seed, split, i, world.lookAlikes)
    for (let picture = 0; picture < picturesPerPerson; picture++) {
      const id = `${person}/${String(picture + 1).padStart(4, '0')}.jpg`
      pictures.push({ id, request: { seed, person, picture, world, lookAlikeOf: other } })
    }
  }
  return pictures.sort((a, b) => byCodeUnit(a.id, b.id))
}
