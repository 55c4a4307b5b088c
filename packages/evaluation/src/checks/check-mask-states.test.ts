import { describe, expect, test } from 'vitest'
import type { SettingId } from '../settings.ts'
import { checkMaskStates } from './check-mask-states.ts'
import type { CheckedPair, MaskState } from './checked-pair.ts'

function pairOf(reference: MaskState | null, probe: MaskState | null, genuine = true): CheckedPair {
  const side = (mask: MaskState | null) => ({ person: null, picture: null, mask })
  return { reference: side(reference), probe: side(probe), genuine }
}

describe('the trap of a published evaluation', () => {
  // pictures in a list; pair k is pictures 2k and 2k+1; the second half of the list gets the masks
  const pictures = 40
  const state = (picture: number): MaskState => (picture < pictures / 2 ? 'unmasked' : 'masked')
  const pairs = Array.from({ length: pictures / 2 }, (_, k) => pairOf(state(2 * k), state(2 * k + 1), k % 2 === 0))

  test('half of the pairs have two masks and half none', () => {
    const [finding] = checkMaskStates(pairs, 'umr-mp')
    expect(finding).toMatchObject({
      code: 'mask-state-mismatch',
      severity: 'error',
      details: {
        count: 20,
        counts: {
          'unmasked-unmasked': { genuine: 5, impostor: 5 },
          'masked-masked': { genuine: 5, impostor: 5 },
        },
      },
    })
    expect(finding!.message).toBe(
      'Expected every pair of UMR-MP to be unmasked-masked but received 5 genuine and 5 impostor pairs unmasked-unmasked, 5 genuine and 5 impostor pairs masked-masked',
    )
  })

  test('is found without a setting too', () => {
    expect(checkMaskStates(pairs, null)).toMatchObject([{ code: 'mask-state-mixed', severity: 'error' }])
  })
})

test.each<[SettingId, MaskState, MaskState]>([
  ['umr-ump', 'unmasked', 'unmasked'],
  ['umr-mp', 'unmasked', 'masked'],
  ['mr-mp', 'masked', 'masked'],
  ['mr-ump', 'masked', 'unmasked'],
  ['mirror:flat', 'treated', 'masked'],
])('%s is %s-%s and nothing else', (setting, reference, probe) => {
  expect(checkMaskStates([pairOf(reference, probe), pairOf(null, probe)], setting)).toEqual([])
  const other: MaskState = probe === 'masked' ? 'unmasked' : 'masked'
  expect(checkMaskStates([pairOf(reference, probe), pairOf(reference, other)], setting)).toMatchObject([
    { code: 'mask-state-mismatch', details: { count: 1, pairs: [1] } },
  ])
})

test('a treatment for genuine references only is found', () => {
  const pairs = [pairOf('treated', 'masked', true), pairOf('unmasked', 'masked', false)]
  expect(checkMaskStates(pairs, 'mirror:flat')).toMatchObject([
    {
      details: {
        count: 1,
        counts: { 'treated-masked': { genuine: 1, impostor: 0 }, 'unmasked-masked': { genuine: 0, impostor: 1 } },
      },
    },
  ])
})
