import { expect, test } from 'vitest'
import { suspectPeople } from './suspect-people.ts'

test('two photos that say little alone say enough together; bare and masked ones are told apart', () => {
  const rows: [string, boolean, number | null][] = [
    ['anna', true, 0.9],
    ['anna', true, 0.3],
    ['anna', false, -2],
    ['bert', false, 3], // alone: that is a photo, not a person
    ['bert', true, 0.9],
    ['bert', true, -0.2],
    ['cleo', false, 2.5],
    ['cleo', false, -0.5],
    ['cleo', false, null],
  ]
  const found = suspectPeople(
    rows.map(([person, masked], i) => ({ set: 'a', photo: `${i}.png`, person, masked })),
    rows.map(([, , evidence]) => evidence),
  )
  expect(found).toEqual([
    { set: 'a', person: 'cleo', masked: false, evidence: 2, suspects: ['6.png'], checked: 2 },
    { set: 'a', person: 'anna', masked: true, evidence: expect.closeTo(1.2), suspects: ['0.png', '1.png'], checked: 2 },
  ])
})
