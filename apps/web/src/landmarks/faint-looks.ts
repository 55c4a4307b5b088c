/** Least confidence of MediaPipe's detector in a face when it looks again, 0..1; usually it is a half. */
export const faintConfidence = 0.2

/**
 * Black that is put around a photo, in its longer side, when it is looked at again because no face was found: the detector
 * wants some room around a face, and is less sure of masked ones. Of 79 masked faces of RMFVD that Node finds, the usual look
 * finds 72 and these, one after the other, 73, 74 and 76; squares cut out by YuNet's boxes, in eight sizes, would give 75.
 * What a faint look takes for a face counts only if the landmark network, looking closer, is sure of it.
 */
export const faintMargins: readonly number[] = [0, 0.25, 0.75]
