/** Where a head is turned, degrees; 0 is straight into the camera. */
export interface HeadPose {
  /** Positive towards the picture's right. */
  readonly yawDeg: number
  /** Positive upwards. */
  readonly pitchDeg: number
  /** Positive clockwise. */
  readonly rollDeg: number
}

/**
 * Reads the pose in MediaPipe's transformation of its canonical face, whose axes point to the picture's right, up, and out of
 * the picture to the camera.
 *
 * @param matrix 4×4, column by column
 */
export function headPose(matrix: readonly number[]): HeadPose {
  const [rightX, rightY, noseX, noseY, noseZ] = [matrix[0]!, matrix[1]!, matrix[8]!, matrix[9]!, matrix[10]!]
  const size = Math.hypot(noseX, noseY, noseZ)
  const toDeg = 180 / Math.PI
  return {
    yawDeg: Math.atan2(noseX, noseZ) * toDeg,
    pitchDeg: Math.asin(noseY / size) * toDeg,
    rollDeg: -Math.atan2(rightY, rightX) * toDeg,
  }
}
