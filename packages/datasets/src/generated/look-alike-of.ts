import { createRng } from '@maskmirror/core'

/** The halves of a world's people. */
export type Half = 'development' | 'test'

const prefixes = { development: 'dev', test: 'test' } as const

/** @param number from 1 */
export function personName(half: Half, number: number): string {
  return `${prefixes[half]}-${String(number).padStart(4, '0')}`
}

/**
 * Whom a person looks like: the first and second, the third and fourth, … of a half are siblings or strangers, however many people are
 * asked for.
 *
 * @param share of people who have a sibling, 0..1
 * @returns the name of the one whose face this one is drawn towards; null for strangers and for the first of siblings
 */
export function lookAlikeOf(seed: string | number, half: Half, number: number, share: number): string | null {
  if (number % 2 === 1) return null
  const other = personName(half, number - 1)
  return createRng(seed).fork(`person ${other}`).fork('sibling').next() < share ? other : null
}
