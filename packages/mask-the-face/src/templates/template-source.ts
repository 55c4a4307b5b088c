/** A mask as we drew it: two SVG documents on one canvas, and where the face holds it. */
export interface TemplateSource {
  /** Canvas in SVG units; both are multiples of 64, so that each level of detail halves without a remainder. */
  readonly width: number
  readonly height: number
  /**
   * What takes the mask's colour, drawn in grey: `neutralGrey` shows the colour itself, darker greys shade it, lighter
   * ones mix in white light.
   */
  readonly fabric: string
  /** What keeps its own grey whatever the mask's colour, drawn over the fabric: loops, straps, metal. */
  readonly trim: string
  /**
   * x, y on the canvas: for what the jaw holds the points a…f; for the rest the origin of the hold, one unit to the right
   * of it and one unit below.
   */
  readonly anchors: readonly number[]
  /** x, y of where the upper and the lower loop or strap leave the mask on its left; on the right they lie mirrored. */
  readonly loops?: readonly number[]
}

/** The grey of a fabric in plain light; our choice, leaving room for highlights above it. */
export const neutralGrey = 200
