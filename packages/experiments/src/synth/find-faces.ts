import { failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import {
  type Box,
  chooseFace,
  createFaceFinder,
  type FaceDetection,
  type FaceDetector,
  openFaceDetector,
  openLandmarker,
} from '@maskmirror/faces'
import type { InferenceRuntime, ModelRegistry } from '@maskmirror/inference'
import { resolveFaceModels } from '../face-models.ts'
import type { FaceOrigin } from './provenance-line.ts'

/** A face as the networks found it. */
export interface FoundFace {
  readonly origin: FaceOrigin
  /** `ibug68`, pixels. */
  readonly points: Float32Array
}

/**
 * Which faces are wanted.
 *
 * - `central`: the most central large one
 * - `all`: every face, from the detector's surest to its least sure
 * - a box: the face that overlaps with it most, at least by a third of their union (our choice)
 */
export type WantedFaces = 'central' | 'all' | Box

/** Detector and landmarker of a run. */
export interface SynthFaceFinder {
  /** Names and versions of all parts, because other faces give other masks. */
  readonly version: string
  find(image: Image, wanted: WantedFaces): Promise<Outcome<readonly FoundFace[]>>
  close(): Promise<void>
}

/** @throws ExperimentError `faces-models-missing` with the commands that get them; InferenceError for damaged files */
export async function openSynthFaceFinder(context: {
  models: ModelRegistry
  inference: InferenceRuntime
}): Promise<SynthFaceFinder> {
  const { models, inference } = context
  const resolved = await resolveFaceModels(models)
  const detector = await openFaceDetector({ runtime: inference, model: resolved.detector })
  const landmarker = await openLandmarker({ runtime: inference, model: resolved.landmarker })
  const { version } = createFaceFinder({ detector, landmarker })
  const locate = async (image: Image, detection: FaceDetection): Promise<Outcome<FoundFace>> => {
    // the finder's own care for doubtful meshes, for a face that is chosen already
    const found = await createFaceFinder({ detector: only(detector, detection), landmarker }).find(image)
    if (!found.ok) return found
    const { box, score, landmarks68, landmarkMethod } = found.value
    const origin = { landmarks: landmarkMethod, box: [box.x, box.y, box.width, box.height], score } as const
    return succeeded({ origin, points: landmarks68.points })
  }
  return {
    version,
    find: async (image, wanted) => {
      const { faces } = await detector.detect(image)
      const chosen = choose(faces, image, wanted)
      if (!chosen.ok) return chosen
      const located: FoundFace[] = []
      let failure: Outcome<FoundFace> | null = null
      for (const detection of chosen.value) {
        const face = await locate(image, detection)
        if (face.ok) located.push(face.value)
        else failure ??= face
      }
      // one that is too small among others is no reason to leave the others bare
      return located.length === 0 && failure !== null && !failure.ok ? failure : succeeded(located)
    },
    close: async () => {
      await Promise.all([detector.close(), landmarker.close()])
    },
  }
}

function only(detector: FaceDetector, detection: FaceDetection): FaceDetector {
  return { ...detector, detect: async () => ({ faces: [detection], attempt: 'whole' }) }
}

function choose(faces: readonly FaceDetection[], image: Image, wanted: WantedFaces): Outcome<readonly FaceDetection[]> {
  if (wanted === 'all') return faces.length > 0 ? succeeded(faces) : failed('no-face', 'The detector found no face')
  if (wanted === 'central') {
    const chosen = chooseFace(faces, image)
    return chosen.ok ? succeeded([chosen.value]) : chosen
  }
  const best = faces.reduce<FaceDetection | null>(
    (top, face) => (top === null || overlap(face.box, wanted) > overlap(top.box, wanted) ? face : top),
    null,
  )
  if (best !== null && overlap(best.box, wanted) >= 1 / 3) return succeeded([best])
  const { x, y, width, height } = wanted
  return failed('no-face', `The detector found no face in the given box ${x}, ${y}, ${width}, ${height}`)
}

/** Area of the intersection divided by that of the union, 0..1. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  const both = width * height
  return both / (a.width * a.height + b.width * b.height - both)
}
