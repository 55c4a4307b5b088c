import { createRng } from '@maskmirror/core'

/**
 * The half that a person belongs to, by a seeded hash of the name alone: a person is on the same side in every set that
 * uses the name, however many others there are.
 */
export function halfOfPerson(person: string, seed: string | number): 'development' | 'test' {
  return createRng(seed).fork('half').fork(person).next() < 0.5 ? 'development' : 'test'
}
