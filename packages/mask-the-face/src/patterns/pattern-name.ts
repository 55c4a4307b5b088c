/** The printed fabrics that ship with the package. */
export const maskPatternNames = ['stripes', 'gingham', 'dots', 'leaves'] as const

export type MaskPatternName = (typeof maskPatternNames)[number]
