/**
 * Where a mask is worn: over nose and mouth; below the nose; on the chin, where it hides neither; or not at all, which is also
 * said of one that hangs from an ear. The order is that of the network's outputs.
 */
export const maskPlaces = ['none', 'correct', 'below-nose', 'on-chin'] as const

export type MaskPlace = (typeof maskPlaces)[number]
