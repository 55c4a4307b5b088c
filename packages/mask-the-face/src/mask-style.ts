/**
 * How a mask is worn: over nose and mouth; below the nose; pulled down to the chin; hanging from one ear; hanging below
 * the chin. What is not held by the jaw is only worn correctly.
 */
export const maskStyles = ['correct', 'below-nose', 'on-chin', 'one-ear', 'below-chin'] as const

export type MaskStyle = (typeof maskStyles)[number]
