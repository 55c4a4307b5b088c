import { createLandmarks, failed, type Image, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import { chooseFace } from './choose-face.ts'
import type { FaceDetection, FaceDetector } from './detection/types.ts'
import type { Face, FaceFinder, FacePolicy } from './face.ts'
import type { DenseLandmarks, FaceLandmarker } from './landmarks/face-landmarker.ts'
import { findMesh } from './landmarks/find-mesh.ts'
import { headPose } from './landmarks/head-pose.ts'
import { templateLandmarks } from './landmarks/mean-shape.ts'
import { boxOfMesh } from './landmarks/mesh-crop.ts'
import { arcface5FromMediapipe478, ibug68FromMediapipe478 } from './landmarks/mesh-points.ts'

/** Goes up when the same parts would give other landmarks. */
const finderVersion = 5

/**
 * Puts detector and landmarker together: choose the face, find its mesh, and where the mesh cannot be trusted use the
 * mean face at the detector's five points. A face is aligned by the means of the detector's five points and the mesh's where that
 * can be trusted: on LFW they let MobileFaceNet tell people apart better than either alone.
 *
 * @param options.policy default `central`
 */
export function createFaceFinder(options: {
  detector: FaceDetector
  landmarker: FaceLandmarker
  policy?: FacePolicy
}): FaceFinder {
  const { detector, landmarker, policy = 'central' } = options
  const locate = async (
    image: Image,
    detection: FaceDetection,
    facesInPhoto: number,
  ): Promise<Outcome<Face, 'degenerate-face'>> => {
    const { box, score, points5, maskProbability } = detection
    const eyes = eyeDistance(points5)
    if (eyes < minEyeDistance) {
      return failed(
        'degenerate-face',
        `Expected the eyes at least ${minEyeDistance} pixels apart but they are ${eyes.toFixed(1)} apart`,
      )
    }
    const dense = await findMesh(landmarker, image, detection)
    return succeeded({ box, score, facesInPhoto, points5, maskProbability, ...landmarksOf(dense, detection) })
  }
  return {
    version: `finder-${finderVersion}/${policy}/${detector.name}-${detector.version}/${landmarker.name}-${landmarker.version}`,
    find: async (image) => {
      const { faces } = await detector.detect(image)
      const chosen = chooseFace(faces, image, policy)
      return chosen.ok ? locate(image, chosen.value, faces.length) : chosen
    },
    findAll: async (image) => {
      const { faces } = await detector.detect(image)
      if (faces.length === 0) return failed('no-face', 'The detector found no face in the photo')
      const located: Outcome<Face, 'degenerate-face'>[] = []
      for (const detection of faces) located.push(await locate(image, detection, faces.length))
      return succeeded(located)
    },
    close: async () => {
      await Promise.all([detector.close(), landmarker.close()])
    },
  }
}

/** Below this a 112×112 crop shows hardly more than seven enlarged pixels between the eyes; our choice. */
const minEyeDistance = 7

function landmarksOf(
  dense: DenseLandmarks,
  { box, points5 }: FaceDetection,
): Pick<
  Face,
  'alignmentPoints' | 'mesh' | 'depths' | 'landmarks68' | 'landmarkMethod' | 'disagreement' | 'presence' | 'pose'
> {
  const { mesh, depths, presence } = dense
  const ofMesh = arcface5FromMediapipe478(mesh)
  const disagreement = disagreementOf(ofMesh, points5)
  const meshBox = boxOfMesh(mesh)
  const size = Math.max(meshBox.width, meshBox.height) / Math.max(box.width, box.height)
  const isMesh = isTrusted(presence, size, disagreement)
  return {
    alignmentPoints: isMesh ? meanOf(points5, ofMesh) : points5,
    mesh,
    depths,
    landmarks68: isMesh ? ibug68FromMediapipe478(mesh) : templateLandmarks(points5),
    landmarkMethod: isMesh ? 'mesh' : 'five-point-template',
    disagreement,
    presence,
    pose: isMesh ? headPose(dense) : null,
  }
}

/**
 * Chosen by looking at the 130 least certain of 1424 masked faces of RMFVD and RMFRD. A mesh that went wrong is small: it
 * sits on one eye or on a lens of glasses. Profiles have a presence near 0 but mostly good meshes, so presence alone
 * decides nothing; and a mesh may be right where the detector's points are wrong, so disagreement alone does neither.
 *
 * @param size longer side of the mesh in longer sides of the detector's box; 0.66 to 1.17 for 99 of 100 sure meshes
 */
function isTrusted(presence: number, size: number, disagreement: number): boolean {
  return presence >= 0.5 ? size >= 0.5 : size >= 0.6 && disagreement <= 0.6
}

function meanOf(a: Landmarks, b: Landmarks): Landmarks {
  return createLandmarks(
    a.scheme,
    a.points.map((value, i) => (value + b.points[i]!) / 2),
  )
}

/** Mean distance of the five points, divided by the detector's eye distance. */
function disagreementOf(mesh: Landmarks, detected: Landmarks): number {
  let sum = 0
  for (let i = 0; i < 10; i += 2) {
    sum += Math.hypot(mesh.points[i]! - detected.points[i]!, mesh.points[i + 1]! - detected.points[i + 1]!)
  }
  return sum / 5 / eyeDistance(detected)
}

function eyeDistance({ points }: Landmarks): number {
  return Math.hypot(points[2]! - points[0]!, points[3]! - points[1]!)
}
