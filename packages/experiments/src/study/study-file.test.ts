import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AdaptFileSchema } from '#adaptation/adapt-file.ts'
import { readPlan } from '#adaptation/read-plan.ts'
import { StudyFileSchema, trainingOf } from './study-file.ts'

const folder = resolve(import.meta.dirname, '../../../../studies')

const study = {
  name: 'one',
  adaptation: {
    backbone: 'mobilefacenet',
    featureMap: 'map',
    data: { identities: [{ dataset: 'lfw' }] },
    training: { steps: 10, batch: 8 },
  },
  systems: [
    { name: 'original', model: 'mobilefacenet' },
    { name: 'refined', adapt: { network: { refinement: {} } } },
  ],
  evaluations: [{ name: 'lfw', dataset: 'lfw', settings: ['umr-ump'] }],
}

describe('StudyFileSchema', () => {
  test.each(readdirSync(folder))('%s is a study or an adaptation of its own name', async (file) => {
    const plan = await readPlan(resolve(folder, file), 'a plan', z.union([StudyFileSchema, AdaptFileSchema]))
    expect(`${'systems' in plan ? plan.name : plan.training.name}.json`).toBe(file)
  })

  test.each([
    [{ systems: [...study.systems, study.systems[0]] }, /expected each name once but original is there twice/],
    [{ evaluations: [study.evaluations[0], study.evaluations[0]] }, /lfw is there twice/],
    [{ adaptation: undefined }, /expected it where refined adapts/],
    [{ systems: [{ name: 'refined', adapt: { attention: {} } }] }, /expected network\.refinement/],
    [{ systems: [{ name: 'refined', adapt: { stpes: 3 } }] }, /stpes/],
    [{ systems: [] }, />=1/],
  ])('refuses %j', (change, message) => {
    const { error } = StudyFileSchema.safeParse({ ...study, ...change })
    expect(error?.message).toMatch(message)
  })

  test('a system’s fields take the place of the study’s', () => {
    const shared = { steps: 10, batch: 8 }
    expect(trainingOf(shared, { name: 'a', adapt: { steps: 3 } })).toEqual({ steps: 3, batch: 8, name: 'a' })
  })
})
