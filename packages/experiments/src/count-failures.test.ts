import { failed, type Outcome, succeeded } from '@maskmirror/core'
import type { SettingId } from '@maskmirror/evaluation'
import { expect, test } from 'vitest'
import { countFailures } from './count-failures.ts'
import type { PhotoStage } from './photo-stage.ts'
import type { TreatedScore } from './stages/treatment-stage.ts'

const stage = (embeddings: Outcome<Float32Array>[]): PhotoStage => ({
  key: 'faces/a',
  photos: embeddings.map((_, i) => ({
    id: `p/${i}.jpg`,
    person: 'p',
    masked: false,
    landmarks: null,
    load: async () => new Uint8Array(),
  })),
  positions: [],
  faces: { get: () => Promise.reject(new Error('not read')) },
  embeddings,
})
const found = succeeded(new Float32Array(1))

test('each photo once by step and reason, each treated pair once by setting, sides without a face not twice', () => {
  const score = succeeded<TreatedScore>({
    probeMask: { type: 'cloth', colour: '#000000', coverage: 1 },
    score: 0.5,
    detail: '',
  })
  const treated = new Map<SettingId, (Outcome<TreatedScore> | null)[]>([
    ['mirror:flat', [score, failed('no-mask-found', 'bare skin'), failed('probe-failed', 'no-face'), null]],
  ])
  const bare = stage([
    found,
    failed('no-face', 'nothing'),
    failed('damaged-image', 'cut off'),
    failed('no-face', 'nothing'),
  ])
  const masked = stage([found, found])
  expect(countFailures({ bare, masked, treated }, (pair) => `pair ${pair}`)).toEqual([
    {
      step: 'photo',
      setting: null,
      reason: 'no-face',
      count: 2,
      of: 4,
      examples: [
        { photo: 'p/1.jpg', detail: 'nothing' },
        { photo: 'p/3.jpg', detail: 'nothing' },
      ],
    },
    {
      step: 'photo',
      setting: null,
      reason: 'damaged-image',
      count: 1,
      of: 4,
      examples: [{ photo: 'p/2.jpg', detail: 'cut off' }],
    },
    {
      step: 'treatment',
      setting: 'mirror:flat',
      reason: 'no-mask-found',
      count: 1,
      of: 2,
      examples: [{ photo: 'pair 1', detail: 'bare skin' }],
    },
  ])
})
