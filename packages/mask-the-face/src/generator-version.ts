/** Stored with every picture; changes when the same input gives other pixels. */
export const generatorVersion = 'maskmirror-mask-11'
