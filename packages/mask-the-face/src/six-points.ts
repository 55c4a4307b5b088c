/**
 * The points that hold a mask, x and y of each in pixels, in the order of MaskTheFace's configuration:
 * a cheek edge on the image's left at nose level, b centre of the nose bridge, c cheek edge on the right,
 * d jaw on the left at the height of the lower lip, e chin tip, f jaw on the right.
 */
export type SixPoints = Float64Array

/** Why landmarks hold no mask. */
export type SixPointsFailure = 'not-finite' | 'coincident-landmarks' | 'mirrored-landmarks'
