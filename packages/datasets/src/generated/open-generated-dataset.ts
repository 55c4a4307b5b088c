import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from '@maskmirror/core'
import type { Dataset, ExactLandmarks, Photo } from '#dataset.ts'
import { faceGeneratorVersion } from './face-generator-version.ts'
import { isPlain, plainWorld } from './face-world.ts'
import { generatePicture, locateLandmarks } from './generate-picture.ts'
import { labelPicture } from './label-picture.ts'
import { type GeneratedSetOptions, type ListedPicture, listPictures } from './list-pictures.ts'
import { cacheFolder, readOrMake } from './picture-cache.ts'

export interface GeneratedDatasetOptions extends GeneratedSetOptions {
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
  const pictures = listPictures(options)
  const folder = cacheDirectory === undefined ? null : cacheFolder(cacheDirectory, { seed, world })
  return {
    name,
    kind: 'generated',
    description: `Generated faces: ${people} ${split} people with ${picturesPerPerson} bare pictures each`,
    checksum: createHash('sha256')
      .update(canonicalJson({ faceGeneratorVersion, seed: String(seed), people, picturesPerPerson, split, world }))
      .digest('hex'),
    photos: pictures.map((picture) => createPhoto(picture, folder)),
    pairs: null,
    licence: 'MIT',
    notes: ['Drawn faces: error rates on them say nothing about photographs.'],
  }
}

function createPhoto({ id, request }: ListedPicture, folder: string | null): Photo {
  const draw = async () => (await generatePicture(request)).jpeg
  let landmarks: ExactLandmarks | null = null
  return {
    id,
    person: request.person,
    masked: false,
    ...(isPlain(request.world) ? {} : { attributes: labelPicture(request) }),
    load: () => (folder === null ? draw() : readOrMake(join(folder, id), draw)),
    get landmarks() {
      landmarks ??= locateLandmarks(request)
      return landmarks
    },
  }
}
