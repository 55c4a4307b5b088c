import { parseAsIndex, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export const pairClasses = ['genuine', 'impostor'] as const

/** Which pairs are looked at, in the address. An empty setting is the run's own choice. */
export const pairsParsers = {
  class: parseAsStringLiteral(pairClasses).withDefault('genuine'),
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
  /** 1 in the address is 0 here. */
  page: parseAsIndex.withDefault(0),
}
