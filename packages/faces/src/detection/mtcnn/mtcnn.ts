import type { Image } from '@maskmirror/core'
import { cropImage, resizeImage } from '@maskmirror/imaging'
import {
  type FloatTensor,
  type InferenceRuntime,
  preprocess,
  type ResolvedModel,
  type Session,
} from '@maskmirror/inference'
import type { Candidate } from '../candidate.ts'
import type { DetectorFamily } from '../detector-family.ts'
import type { Look, Thresholds } from '../look.ts'
import { partCovered, suppressOverlaps } from '../suppress-overlaps.ts'
import type { Box } from '../types.ts'
import {
  decodeWindows,
  movedBox,
  type Proposal,
  pointsInSquare,
  pyramidScales,
  squareAround,
  windowSide,
} from './proposal.ts'

/** Thresholds of the last network are those of the authors' program, unless the caller says otherwise. */
export const mtcnn: DetectorFamily = {
  title: 'MTCNN',
  outputs: ['pnet_scores', 'pnet_offsets', 'rnet_scores', 'rnet_offsets', 'onet_scores', 'onet_offsets', 'onet_points'],
  points: true,
  scoreThreshold: 0.7,
  maxOverlap: 0.7,
}

/** What the authors' program asks of the first and the second network. */
const windowThreshold = 0.6
const refinedThreshold = 0.7
/** Intersection over union within a level of the pyramid, and between levels and after the second network. */
const maxOverlapInLevel = 0.5
const maxOverlapBetween = 0.7

/** Side of the smallest face that is looked for, pixels of the picture; the authors' value. */
const minFace = 20

/** Sides of what the second and the third network take, pixels. */
const sides = { rnet: 24, onet: 48 } as const

/** Crops that a network gets in one run, so that a crowd does not fill the memory; our choice. */
const cropsARun = 256

/**
 * The cascade of Zhang, Zhang, Li & Qiao (2016): the first network is moved over a pyramid of the picture and proposes places,
 * the second looks at a square around each of them again, the third once more and gives the five points.
 *
 * The authors' program counts pixels from one and both ends of a box belong to it, which is the same as counting from the edge
 * of the picture, as here. It cuts boxes to whole pixels after every step; here only squares are, of which crops are cut.
 *
 * @param parts.thresholds of the last network; its overlap is the part of the smaller box that another one may cover
 */
export function lookInCascade(parts: {
  runtime: InferenceRuntime
  session: Session
  model: ResolvedModel
  thresholds: Thresholds
}): Look {
  const { runtime, session, model, thresholds } = parts
  const { allocate } = runtime
  const nothing = (side: number): FloatTensor => ({ data: new Float32Array(0), dims: [0, 3, side, side] })
  const idle = () => ({ pnet: nothing(windowSide), rnet: nothing(sides.rnet), onet: nothing(sides.onet) })

  const windowsOf = async (picture: Image): Promise<Proposal[]> => {
    const windows: Proposal[] = []
    for (const scale of pyramidScales(picture, minFace)) {
      const level = resizeImage(picture, Math.ceil(picture.width * scale), Math.ceil(picture.height * scale))
      const pnet = preprocess([level], model.card.input, { allocate })
      const outputs = await session.run({ ...idle(), pnet }, ['pnet_scores', 'pnet_offsets'])
      const found = decodeWindows(outputs.pnet_scores!, outputs.pnet_offsets!, windowThreshold)
      const kx = picture.width / level.width
      const ky = picture.height / level.height
      // before they are scaled: whole windows overlap by exactly a half, and rounding must not decide
      for (const { x, y, width, height, ...others } of suppressOverlaps(found, maxOverlapInLevel)) {
        windows.push({ ...others, x: x * kx, y: y * ky, width: width * kx, height: height * ky })
      }
    }
    return suppressOverlaps(windows, maxOverlapBetween)
  }

  /** Another look at squares around the proposals: those that reach the threshold, with the points if the network gives any. */
  const lookAgain = async (
    picture: Image,
    proposals: readonly Proposal[],
    network: keyof typeof sides,
    threshold: number,
  ): Promise<(Proposal & { readonly points: readonly number[] | null })[]> => {
    const squares = proposals.map((proposal) => squareAround(movedBox(proposal))).filter(hasPixels)
    const side = sides[network]
    const found: (Proposal & { points: number[] | null })[] = []
    for (let from = 0; from < squares.length; from += cropsARun) {
      const some = squares.slice(from, from + cropsARun)
      const crops = some.map((square) => resizeImage(cropImage(picture, square), side, side))
      const wanted = mtcnn.outputs.filter((name) => name.startsWith(network))
      const outputs = await session.run(
        { ...idle(), [network]: preprocess(crops, model.card.input, { allocate }) },
        wanted,
      )
      const row = (name: string, i: number, width: number) =>
        outputs[`${network}_${name}`]?.data.subarray(i * width, (i + 1) * width)
      for (const [i, square] of some.entries()) {
        const score = row('scores', i, 2)![1]!
        if (!(score >= threshold)) continue
        const [left = 0, top = 0, right = 0, bottom = 0] = row('offsets', i, 4)!
        const points = row('points', i, 10)
        const offsets = [left, top, right, bottom] as const
        found.push({ ...square, score, offsets, points: points === undefined ? null : pointsInSquare(square, points) })
      }
    }
    return found
  }

  return async (picture) => {
    const refined = await lookAgain(picture, await windowsOf(picture), 'rnet', refinedThreshold)
    const faces = await lookAgain(picture, suppressOverlaps(refined, maxOverlapBetween), 'onet', thresholds.score)
    const moved = faces.map((face): Candidate => {
      const { score, points } = face
      return { score, points, maskProbability: null, ...movedBox(face) }
    })
    return suppressOverlaps(moved, thresholds.overlap, partCovered)
  }
}

function hasPixels({ width }: Box): boolean {
  return width >= 1
}
