import { expect, test } from 'vitest'
import { type RunSpec, RunSpecSchema, runName } from './run-spec.ts'

const hash = 'ab'.repeat(32)

const spec: RunSpec = RunSpecSchema.parse({
  version: 1,
  dataset: { name: 'My Photos (2024)', kind: 'folder', checksum: hash },
  model: { name: 'lbp', sha256: hash, preprocessing: hash, assumed: false },
  faces: { source: 'exact', alignment: 'arcface112' },
  protocol: { masks: 'auto', people: 'all', maxGenuine: 10, maxImpostor: 20, seed: 1 },
  masks: { generator: 'mask-the-face', version: '1', seed: 1 },
  treatments: { version: '1' },
  settings: ['umr-ump'],
  thresholds: null,
  resultVersion: 1,
})

test('the name is readable and depends on the content, not on the order of keys', () => {
  const reversed = Object.fromEntries(Object.entries(spec).reverse()) as RunSpec
  expect(runName(spec)).toMatch(/^my-photos-2024-lbp-[0-9a-f]{12}$/)
  expect(runName(reversed)).toBe(runName(spec))
  expect(runName({ ...spec, settings: ['umr-mp'] })).not.toBe(runName(spec))
})
