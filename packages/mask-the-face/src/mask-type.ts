/** The kinds of mask that the package has a template picture of. */
export const maskTypes = ['surgical', 'cloth', 'n95', 'kn95'] as const

export type MaskType = (typeof maskTypes)[number]
