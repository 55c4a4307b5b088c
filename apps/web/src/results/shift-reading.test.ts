import { expect, test } from 'vitest'
import { shiftReading } from './shift-reading.ts'

test.each([
  [-1.5, -0.9, 'Both fall: more people rejected; impostors are no easier.'],
  [0.2, 0.6, 'Both rise: fewer people rejected, and security lost.'],
  [-0.5, 0.5, 'The classes close up: more people rejected, and security lost.'],
  [0.5, -0.5, 'The classes move apart: fewer errors of both kinds.'],
  [0.05, -0.09, 'Scores stay where they were.'],
  [-0.5, 0, 'Genuine scores fall: more people rejected.'],
  [0, 0.5, 'Impostor scores rise: security lost.'],
  [null, 0.5, 'Cannot be told.'],
])('genuine %s, impostor %s', (genuine, impostor, expected) => {
  expect(shiftReading({ genuine, impostor })).toBe(expected)
})
