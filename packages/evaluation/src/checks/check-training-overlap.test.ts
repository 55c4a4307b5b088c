import { expect, test } from 'vitest'
import { checkTrainingOverlap } from './check-training-overlap.ts'
import { FindingSchema } from './finding.ts'

const training = { people: ['Anna', 'Ben', 'Zoë_Smith'], pictures: ['aa', 'bb', 'cc'] }

test('sets apart', () => {
  expect(checkTrainingOverlap(training, { people: ['Carl'], pictures: ['dd'] })).toEqual([])
})

test('people and pictures in both are errors', () => {
  const findings = checkTrainingOverlap(training, { people: ['Ben', 'Carl', 'Anna'], pictures: ['cc', 'dd'] })
  expect(findings).toEqual([
    {
      code: 'people-overlap',
      severity: 'error',
      message: 'Expected no person in training and test but 2 people are in both: "Anna", "Ben"',
      details: { count: 2, of: 3, allowed: 0, names: ['Anna', 'Ben'] },
    },
    {
      code: 'pictures-overlap',
      severity: 'error',
      message: 'Expected no picture in training and test but 1 picture is in both: "cc"',
      details: { count: 1, of: 2, allowed: 0, names: ['cc'] },
    },
  ])
  for (const finding of findings) expect(FindingSchema.parse(finding)).toEqual(finding)
})

test('allowed by name they stay visible as a warning; one that is not allowed keeps the error', () => {
  const overlapping = { people: ['Ben', 'Anna'], pictures: [] }
  expect(checkTrainingOverlap(training, overlapping, { allowed: ['Anna', 'Ben'] })).toMatchObject([
    { code: 'people-overlap', severity: 'warning', details: { count: 2, allowed: 2 } },
  ])
  expect(checkTrainingOverlap(training, overlapping, { allowed: ['Anna'] })).toMatchObject([
    { code: 'people-overlap', severity: 'error', details: { count: 2, allowed: 1, names: ['Ben'] } },
  ])
})

test('the same name in another spelling is a warning', () => {
  expect(checkTrainingOverlap(training, { people: ['zoe smith', 'BEN'], pictures: [] })).toMatchObject([
    {
      code: 'people-overlap-spelling',
      severity: 'warning',
      details: {
        count: 2,
        names: [
          { test: 'BEN', training: 'Ben' },
          { test: 'zoe smith', training: 'Zoë_Smith' },
        ],
      },
    },
  ])
})
