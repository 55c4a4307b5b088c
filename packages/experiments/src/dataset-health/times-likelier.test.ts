import { expect, test } from 'vitest'
import { timesLikelier } from './times-likelier.ts'

test.each([
  [1, '10 times likelier'],
  [2.463, '290 times likelier'],
  [6.15, '10^6 times likelier'],
])('%s', (evidence, text) => expect(timesLikelier(evidence)).toBe(text))
