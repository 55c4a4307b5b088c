/**
 * Where a mask is worn: over nose and mouth; below the nose; anywhere below the mouth (on the chin, below it, or hanging
 * from one ear), where it hides neither; or not at all. The order is that of the network's outputs.
 */
export const maskPlaces = ['none', 'correct', 'below-nose', 'on-chin'] as const

export type MaskPlace = (typeof maskPlaces)[number]
