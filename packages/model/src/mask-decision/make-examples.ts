import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRng, type Image, type Landmarks } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { arcface5FromMediapipe478, type FaceDetector, type FaceFinder, maskCrop } from '@maskmirror/faces'
import { toRgb } from '@maskmirror/imaging'
import { decodeImage } from '@maskmirror/imaging/codec'
import type { MaskStyle } from '@maskmirror/mask-the-face'
import { drawExamples, type MaskWardrobe } from './draw-examples.ts'
import { type Example, type ExampleSet, keptSide, keptSpan } from './example-set.ts'
import { findPoints } from './find-points.ts'
import { takePicture } from './take-picture.ts'

export type Half = 'development' | 'test'

/** Which half a person belongs to, by the name alone, as in the fit of mask-mirror's colour rule. */
export function halfOf(person: string): Half {
  return createHash('sha256').update(person).digest()[0]! % 2 === 0 ? 'development' : 'test'
}

/** Where bare faces come from. */
export interface FaceSources {
  /** Generated people; one picture each. */
  readonly generated: number
  /** Folder with one folder of pictures of bare faces for each person; null without photos. */
  readonly photos: string | null
}

export interface ExampleTools {
  readonly detector: FaceDetector
  readonly finder: FaceFinder
  readonly wardrobe: MaskWardrobe
}

interface SourceFace {
  readonly photo: string
  readonly person: string
  readonly source: Example['source']
  readonly image: Image
  /** `ibug68` */
  readonly landmarks: Landmarks
  /** `arcface5` */
  readonly points5: Landmarks
}

/** What a tight cut would leave out. */
const lowStyles: readonly MaskStyle[] = ['on-chin', 'below-chin', 'one-ear']

/**
 * Draws masks on all faces of one half of the people and cuts out what the network sees of each.
 *
 * @param report is called after each face
 */
export async function makeExamples(
  options: FaceSources & { half: Half; seed: string },
  tools: ExampleTools,
  report: (done: number) => void,
): Promise<ExampleSet> {
  const { half, seed, generated, photos } = options
  const examples: Example[] = []
  const crops: Uint8ClampedArray[] = []
  const add = async (face: SourceFace) => {
    const rng = createRng(`${seed}/${half}/${face.photo}`)
    const drawn = drawExamples(face.image, face.landmarks, tools.wardrobe, rng)
    for (const [i, { image, place, style }] of drawn.entries()) {
      const own = rng.fork(`picture ${i}`)
      const picture = await takePicture(
        { image, points5: face.points5 },
        { mayCut: style === null || !lowStyles.includes(style) },
        own,
      )
      // a quarter keeps the exact points: those of a mesh are as good
      const points5 =
        own.next() < 0.25 ? picture.points5 : await findPoints(tools.detector, picture.image, picture.points5)
      crops.push(maskCrop(picture.image, points5, { side: keptSide, span: keptSpan }).data)
      examples.push({ photo: face.photo, person: face.person, source: face.source, place, style })
    }
    report(examples.length)
  }
  for await (const face of generatedFaces(generated, half, seed)) await add(face)
  if (photos !== null) for await (const face of photographedFaces(photos, half, tools.finder)) await add(face)
  const size = keptSide * keptSide * 3
  const pixels = new Uint8Array(crops.length * size)
  for (const [i, crop] of crops.entries()) pixels.set(crop, i * size)
  return { examples, pixels }
}

async function* generatedFaces(people: number, half: Half, seed: string): AsyncGenerator<SourceFace> {
  if (people === 0) return
  for (const photo of openGeneratedDataset({ seed, people, picturesPerPerson: 1, split: half }).photos) {
    const { ibug68, arcface5 } = photo.landmarks!
    const image = await decodeImage(await photo.load())
    yield { photo: photo.id, person: photo.person, source: 'generated', image, landmarks: ibug68, points5: arcface5 }
  }
}

/** The central face of every picture; pictures without one are left out. */
async function* photographedFaces(folder: string, half: Half, finder: FaceFinder): AsyncGenerator<SourceFace> {
  const people = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const person of people.map(({ name }) => name).sort()) {
    if (halfOf(person) !== half) continue
    for (const file of (await readdir(join(folder, person))).sort()) {
      const image = await decodeImage(await readFile(join(folder, person, file))).then(toRgb, () => null)
      const found = image === null ? null : await finder.find(image)
      if (image === null || found === null || !found.ok) continue
      const { landmarks68, mesh, points5, landmarkMethod } = found.value
      yield {
        photo: `${person}/${file}`,
        person,
        source: 'photo',
        image,
        landmarks: landmarks68,
        points5: landmarkMethod === 'mesh' ? arcface5FromMediapipe478(mesh) : points5,
      }
    }
  }
}
