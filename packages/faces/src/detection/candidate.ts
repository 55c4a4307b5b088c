/** A face in pixels of the network's input, before overlapping ones are dropped. */
export interface Candidate {
  readonly score: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** x0, y0, … in arcface5 order; null from a network without points. */
  readonly points: readonly number[] | null
  /** See FaceDetection. */
  readonly maskProbability: number | null
}
