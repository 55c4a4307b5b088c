import { expect, test } from 'vitest'
import { pairsCsv } from './pairs-csv.ts'

test('a row a pair: who, what is known, scores with all digits, and why one is missing', () => {
  const csv = pairsCsv({
    views: [
      { person: 'anna', bare: { photo: 'anna/1.jpg', position: 0 }, masked: null },
      { person: 'bela, jr', bare: null, masked: { photo: 'bela/m.jpg', position: 7 } },
    ],
    pairs: [
      { reference: 0, probe: 0, genuine: true },
      { reference: 0, probe: 1, genuine: false },
    ],
    scores: new Map([
      [
        'umr-mp',
        [
          { ok: true, score: 0.1 + 0.2 },
          { ok: false, side: 'probe', reason: 'no-face' },
        ],
      ],
    ]),
    attributes: [{ name: 'face-size', label: 'Size', kind: 'number', unit: 'px', values: [12.5, null] }],
    faces: { bare: 'faces/ab', masked: null },
  })
  expect(csv.split('\r\n')).toEqual([
    'pair,genuine,reference person,reference photo,probe person,probe photo,face-size,umr-mp,umr-mp failed',
    '0,true,anna,anna/1.jpg,anna,anna/1.jpg,12.5,0.30000000000000004,',
    '1,false,anna,anna/1.jpg,"bela, jr",bela/m.jpg,,,probe: no-face',
    '',
  ])
})
