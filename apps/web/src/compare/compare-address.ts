import { createSerializer, parseAsString } from 'nuqs/server'

/** The two runs and the setting that is drawn, in the address; empty where nothing was chosen. */
export const compareParsers = {
  a: parseAsString.withDefault(''),
  b: parseAsString.withDefault(''),
  setting: parseAsString.withDefault(''),
}

const serialise = createSerializer(compareParsers)

/** @param a id of the run that another one shall be chosen for */
export function comparePath(a: string): string {
  return serialise('/compare', { a })
}
