import { parseAsFloat } from 'nuqs/server'

/** The chosen threshold in the address; null until somebody moves it. Written a few times a second only, as browsers limit it. */
export const thresholdParser = parseAsFloat.withOptions({ history: 'replace', throttleMs: 250 })
