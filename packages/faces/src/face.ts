import type { Image, Landmarks, Outcome } from '@maskmirror/core'
import type { Box } from './detection/types.ts'
import type { HeadPose } from './landmarks/head-pose.ts'

/**
 * Where dense landmarks come from: the network's mesh, or a mean face fitted to the detector's five points, because
 * the mesh could not be trusted.
 */
export type LandmarkMethod = 'mesh' | 'five-point-template'

export interface Face {
  readonly box: Box
  /** The detector's confidence, 0..1. */
  readonly score: number
  /** How many faces the detector saw; the policy chose this one. */
  readonly facesInPhoto: number
  /** The detector's `arcface5`, pixels of the photo. */
  readonly points5: Landmarks
  /** `arcface5` by which the face is aligned, pixels of the photo: see createFaceFinder. */
  readonly alignmentPoints: Landmarks
  /** `mediapipe478`, pixels of the photo, also where it was not used. */
  readonly mesh: Landmarks
  /** How much farther from the camera than the head's middle each point of the mesh lies, pixels of the photo. */
  readonly depths: Float32Array
  /** `ibug68`, pixels of the photo. */
  readonly landmarks68: Landmarks
  readonly landmarkMethod: LandmarkMethod
  /** Mean distance between the mesh and the detector's five points, in eye distances, also where the mesh was not used. */
  readonly disagreement: number
  /** The landmark network's confidence that it saw a face, 0..1, also where the mesh was not used. */
  readonly presence: number
  /** From the mesh; null where it was not used. */
  readonly pose: HeadPose | null
  /** How sure the detector is that the face wears a mask, 0..1; null from a detector that cannot tell. */
  readonly maskProbability: number | null
}

export type FaceFailure = 'no-face' | 'several-faces' | 'degenerate-face'

/**
 * Which face of a photo is meant.
 *
 * - `central`: the best mix of large and near the centre (see chooseFace)
 * - `largest`: the largest box
 * - `single`: the only face; more than one is a failure
 */
export type FacePolicy = 'central' | 'largest' | 'single'

/** From a photo to one face with its landmarks. */
export interface FaceFinder {
  /** Names and versions of all parts and options, for cache keys and reports. */
  readonly version: string
  find(image: Image): Promise<Outcome<Face, FaceFailure>>
  /** Every face that the detector sees, its surest first, whatever the policy; none at all is `no-face`. */
  findAll(image: Image): Promise<Outcome<readonly Outcome<Face, 'degenerate-face'>[], 'no-face'>>
  close(): Promise<void>
}
