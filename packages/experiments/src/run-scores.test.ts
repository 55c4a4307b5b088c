import { expect, test } from 'vitest'
import { decodeRunScores, encodeRunScores, type RunScores } from './run-scores.ts'

const scores: RunScores = {
  views: [
    { person: 'anna', bare: { photo: 'anna/1', position: 0 }, masked: null },
    { person: 'bela', bare: null, masked: { photo: 'bela/m', position: 7 } },
  ],
  pairs: [
    { reference: 0, probe: 0, genuine: true },
    { reference: 0, probe: 1, genuine: false },
    { reference: 1, probe: 0, genuine: false },
  ],
  scores: new Map([
    [
      'umr-ump',
      [
        { ok: true, score: 0.1 + 0.2 },
        { ok: false, side: 'probe', reason: 'no-face' },
        { ok: true, score: -0 },
      ],
    ],
    [
      'mirror:flat',
      [
        { ok: false, side: 'treatment', reason: 'no-mask' },
        { ok: false, side: 'probe', reason: 'no-face' },
        { ok: false, side: 'treatment', reason: 'no-mask' },
      ],
    ],
  ]),
  attributes: [
    { name: 'mask-type', label: 'Mask', kind: 'category', values: ['cloth', null, 'n95'] },
    { name: 'face-size', label: 'Size', kind: 'number', unit: 'px', values: [12.5, null, 40] },
  ],
  faces: { bare: 'faces/ab', masked: null },
}

test('scores come back with all their digits, failures with side and reason', async () => {
  expect(await decodeRunScores(await encodeRunScores(scores))).toEqual(scores)
})

test('a list without pairs comes back', async () => {
  const none: RunScores = { ...scores, pairs: [], scores: new Map([['umr-mp', []]]) }
  expect(await decodeRunScores(await encodeRunScores(none))).toEqual(none)
})
