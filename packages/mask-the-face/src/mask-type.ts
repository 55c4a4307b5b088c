/**
 * The masks that most people wear: what an evaluation draws and what a probe's mask is recognised as. All of them hide
 * the lower face; `coverTypes` has more.
 */
export const maskTypes = ['surgical', 'cloth', 'n95', 'kn95'] as const

export type MaskType = (typeof maskTypes)[number]
