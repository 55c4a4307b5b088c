import { describe, expect, test } from 'vitest'
import type { DatasetSummary, ModelSummary, RunDetail } from '#trpc/outputs.ts'
import { commandLine } from './command-line.ts'
import { type FormValues, formAddress } from './form-address.ts'
import { readForm } from './read-form.ts'

const dataset: DatasetSummary = {
  id: 'demo',
  name: 'demo',
  kind: 'generated',
  description: 'Generated faces.',
  licence: 'MIT',
  people: 60,
  photos: 480,
  maskedPhotos: 0,
  hasPairList: false,
  state: 'ready',
  detail: null,
}
const gone: DatasetSummary = {
  ...dataset,
  id: 'gone',
  state: 'unreadable',
  detail: '/data/gone is gone',
  maskedPhotos: null,
}
const lbp: ModelSummary = {
  name: 'lbp',
  task: 'embedding',
  description: 'Local binary patterns',
  licence: 'MIT',
  bytes: null,
  state: 'built-in',
  detail: null,
}
const missing: ModelSummary = { ...lbp, name: 'sface', state: 'missing', detail: 'maskmirror models pull sface' }
const known = { datasets: [dataset, gone], models: [lbp, missing] }

const values: FormValues = {
  dataset: 'demo',
  model: 'lbp',
  settings: ['umr-ump', 'mirror:flat'],
  masks: 'auto',
  people: 'all',
  facePolicy: 'central',
  maxGenuine: '5000',
  maxImpostor: '10000',
  seed: '1',
  thresholdsFrom: '',
  exclude: '',
}

const request: RunDetail['request'] = {
  dataset: 'demo',
  model: 'lbp',
  settings: ['umr-ump', 'mirror:flat'],
  masks: 'auto',
  people: 'all',
  facePolicy: 'central',
  maxGenuine: 5000,
  maxImpostor: 10000,
  seed: 1,
  thresholdsFrom: null,
  split: null,
  exclude: null,
}

describe('readForm', () => {
  test('a right form is a request', () => {
    const { split: _split, ...asked } = request // the form has no field for a split
    expect(readForm(values, known)).toEqual({ request: asked, errors: null })
    const { request: reviewed } = readForm({ ...values, exclude: 'current' }, known)
    expect(reviewed?.exclude).toEqual({ reviewed: 'current' })
  })

  test.each<[Partial<FormValues>, keyof FormValues, RegExp]>([
    [{ dataset: 'other' }, 'dataset', /no data set “other”/],
    [{ dataset: 'gone' }, 'dataset', /\/data\/gone is gone/],
    [{ model: 'other' }, 'model', /no recogniser “other”/],
    [{ model: 'sface' }, 'model', /models pull sface/],
    [{ settings: [] }, 'settings', /at least one setting/],
    [{ masks: 'real' }, 'masks', /no photos of people who really wear a mask/],
    [{ maxGenuine: '0' }, 'maxGenuine', /from 1 to 1,000,000/],
    [{ maxImpostor: '10000001' }, 'maxImpostor', /from 1 to 10,000,000/],
    [{ exclude: '/etc/passwd' }, 'exclude', /no such list/],
    [{ seed: '-1' }, 'seed', /from 0 to/],
    [{ seed: '1e3' }, 'seed', /whole number/],
    [{ seed: '' }, 'seed', /whole number/],
    [{ seed: '9007199254740992' }, 'seed', /whole number/],
  ])('%j', (change, field, message) => {
    const { errors } = readForm({ ...values, ...change }, known)
    expect(Object.keys(errors ?? {})).toEqual([field])
    expect(errors?.[field]).toMatch(message)
  })
})

test('the address of a form holds what differs from the defaults', () => {
  const address = new URL(formAddress({ ...request, settings: ['mirror:flat'], seed: 7 }), 'http://localhost')
  expect(address.pathname).toBe('/runs/new')
  expect(Object.fromEntries(address.searchParams)).toEqual({ model: 'lbp', settings: 'mirror:flat', seed: '7' })
})

test('a list that a run was started with stays chosen', () => {
  const reviewed = 'ab'.repeat(32)
  const address = new URL(formAddress({ ...request, exclude: { reviewed } }), 'http://localhost')
  expect(address.searchParams.get('exclude')).toBe(reviewed)
  expect(commandLine({ ...request, exclude: { reviewed } })).toMatch(/--exclude demo-reviewed\.csv$/)
})

test('the command has the options that differ from the defaults', () => {
  expect(commandLine(request).replaceAll(' \\\n ', '')).toBe(
    'npx maskmirror evaluate --dataset demo --model lbp --settings umr-ump,mirror:flat',
  )
  expect(commandLine({ ...request, seed: 7, thresholdsFrom: 'demo-lbp-1' })).toMatch(
    /--seed 7 \\\n {2}--thresholds-from demo-lbp-1$/,
  )
  const lists = { split: { list: 'split.csv', part: 'test' }, exclude: 'reviewed.csv' }
  expect(commandLine({ ...request, ...lists })).toMatch(
    /--split split\.csv \\\n {2}--part test \\\n {2}--exclude reviewed\.csv$/,
  )
})
