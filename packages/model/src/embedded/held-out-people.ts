import { createLandmarks, createRng, type Image, type Rng } from '@maskmirror/core'
import { type FaceWorld, openGeneratedDataset } from '@maskmirror/datasets'
import { equalErrorRate, prepareScores } from '@maskmirror/evaluation'
import { alignFace } from '@maskmirror/faces'
import { decodeImage } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import type { Embedder } from '@maskmirror/inference'
import { chooseMask, drawMask, type MaskTemplates } from '@maskmirror/mask-the-face'

/** Aligned faces of people whom nobody learned from, bare and with a drawn mask. */
export interface HeldOutPeople {
  readonly people: readonly string[]
  readonly bare: readonly Image[]
  readonly masked: readonly Image[]
}

/** Equal error rates of all pairs of different pictures, 0..1. */
export interface HeldOutErrors {
  readonly pictures: number
  /** Reference and probe bare. */
  readonly umrUmp: number
  /** Reference bare, probe masked. */
  readonly umrMp: number
  /** Both masked. */
  readonly mrMp: number
}

/** A little freedom in how a mask sits; our choice, as for drawn masks elsewhere. */
const jitter = { position: 0.03, size: 0.05, rollRad: 0.04 }

/** @param seed another one than the trainings': its people are others */
export async function drawHeldOutPeople(
  seed: string,
  { people, picturesPerPerson, world }: { people: number; picturesPerPerson: number; world: FaceWorld },
  templates: MaskTemplates,
): Promise<HeldOutPeople> {
  const { photos } = openGeneratedDataset({ seed, people, picturesPerPerson, split: 'test', world })
  const faces: { person: string; bare: Image; masked: Image }[] = []
  for (const { id, person, load, landmarks } of photos) {
    const { ibug68, arcface5 } = landmarks!
    const { crop, toCrop } = alignFace(await decodeImage(await load()), arcface5, { size: 112 })
    const points = createLandmarks('ibug68', [...applyAffine(toCrop, ibug68.points)])
    const masked = withMask(crop, points, templates, createRng(seed).fork(`mask of ${id}`))
    faces.push({ person, bare: crop, masked })
  }
  return {
    people: faces.map(({ person }) => person),
    bare: faces.map(({ bare }) => bare),
    masked: faces.map(({ masked }) => masked),
  }
}

/** A face on which the chosen mask cannot be drawn gets a surgical one; none is left without. */
function withMask(crop: Image, points: ReturnType<typeof createLandmarks>, templates: MaskTemplates, rng: Rng): Image {
  const seed = rng.int(2 ** 31)
  const wanted = drawMask(crop, points, { templates, ...chooseMask(rng), jitter, seed })
  const drawn = wanted.ok ? wanted : drawMask(crop, points, { templates, type: 'surgical', colour: 'white' })
  if (drawn.ok) return drawn.value.image
  throw new Error(`Expected a mask on every generated face but: ${drawn.detail}`)
}

export async function measureHeldOut(
  { people, bare, masked }: HeldOutPeople,
  embedder: Embedder,
): Promise<HeldOutErrors> {
  const [open, covered] = [await embedder.embed(bare), await embedder.embed(masked)]
  const rate = (references: Float32Array, probes: Float32Array) => {
    const error = equalErrorRate(prepareScores(scoresOf(people, references, probes, embedder.dimension)))
    return error!.eer // nothing failed, so the rates cross
  }
  return {
    pictures: people.length,
    umrUmp: rate(open, open),
    umrMp: rate(open, covered),
    mrMp: rate(covered, covered),
  }
}

function scoresOf(people: readonly string[], references: Float32Array, probes: Float32Array, dimension: number) {
  const genuine: number[] = []
  const impostor: number[] = []
  for (let i = 0; i < people.length; i++) {
    for (let j = references === probes ? i + 1 : 0; j < people.length; j++) {
      if (i === j) continue
      let score = 0
      for (let k = 0; k < dimension; k++) score += references[i * dimension + k]! * probes[j * dimension + k]!
      ;(people[i] === people[j] ? genuine : impostor).push(score)
    }
  }
  return { genuine, impostor }
}
