import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import { byCodeUnit } from '#code-unit-order.ts'
import type { Dataset, ExactLandmarks, Photo } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import type { PictureRequest } from './describe-picture.ts'
import { faceGeneratorVersion } from './face-generator-version.ts'
import { checkWorld, type FaceWorld, isPlain, plainWorld } from './face-world.ts'
import { generatePicture, locateLandmarks } from './generate-picture.ts'
import { labelPicture } from './label-picture.ts'
import { type Half, lookAlikeOf, personName } from './look-alike-of.ts'
import { cacheFolder, readOrMake } from './picture-cache.ts'

export interface GeneratedDatasetOptions {
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
  /** Where rendered pictures are kept as JPEG files; without it every load renders. */
  readonly cacheDirectory?: string
  /** Default: `generated`. */
  readonly name?: string
}

/**
 * A set of generated people. Nothing is drawn until a photo is loaded; its checksum follows from the generator's version
 * and these options.
 *
 * @throws DatasetError `bad-option`
 */
export function openGeneratedDataset(options: GeneratedDatasetOptions): Dataset {
  const { seed, people, picturesPerPerson, split, world = plainWorld, cacheDirectory, name = 'generated' } = options
  for (const [option, value] of Object.entries({ people, picturesPerPerson })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected ${option} to be a whole number of at least 1 but received ${value}`,
      details: { [option]: value },
    })
  }
  checkWorld(world)
  const folder = cacheDirectory === undefined ? null : cacheFolder(cacheDirectory, { seed, world })
  const photos: Photo[] = []
  for (let i = 1; i <= people; i++) {
    const person = personName(split, i)
    const other = lookAlikeOf(seed, split, i, world.lookAlikes)
    for (let picture = 0; picture < picturesPerPerson; picture++) {
      photos.push(createPhoto({ seed, person, picture, world, lookAlikeOf: other }, folder))
    }
  }
  photos.sort((a, b) => byCodeUnit(a.id, b.id))
  return {
    name,
    kind: 'generated',
    description: `Generated faces: ${people} ${split} people with ${picturesPerPerson} bare pictures each`,
    checksum: createHash('sha256')
      .update(canonicalJson({ faceGeneratorVersion, seed: String(seed), people, picturesPerPerson, split, world }))
      .digest('hex'),
    photos,
    pairs: null,
    licence: 'MIT',
    notes: ['Drawn faces: error rates on them say nothing about photographs.'],
  }
}

function createPhoto(request: PictureRequest & { world: FaceWorld }, folder: string | null): Photo {
  const { person, picture, world } = request
  const id = `${person}/${String(picture + 1).padStart(4, '0')}.jpg`
  const draw = async () => (await generatePicture(request)).jpeg
  let landmarks: ExactLandmarks | null = null
  return {
    id,
    person,
    masked: false,
    ...(isPlain(world) ? {} : { attributes: labelPicture(request) }),
    load: () => (folder === null ? draw() : readOrMake(join(folder, id), draw)),
    get landmarks() {
      landmarks ??= locateLandmarks(request)
      return landmarks
    },
  }
}
