import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

test('only what differs, nested parts by their path, absent parts as such', () => {
  const hash = 'ab'.repeat(32)
  const a = { version: 1, model: { name: 'lbp', sha256: hash }, settings: ['umr-ump', 'umr-mp'], thresholds: null }
  const b = {
    version: 1,
    model: { name: 'arc', sha256: hash.toUpperCase() },
    settings: ['umr-ump'],
    thresholds: { run: 'x' },
  }
  expect(changedFields(a, b)).toEqual([
    { field: 'model.name', a: 'lbp', b: 'arc' },
    { field: 'model.sha256', a: `${hash.slice(0, 16)}…`, b: hash.toUpperCase() },
    { field: 'settings', a: 'umr-ump, umr-mp', b: 'umr-ump' },
    { field: 'thresholds.run', a: '–', b: 'x' },
  ])
  expect(changedFields(a, structuredClone(a))).toEqual([])
})
