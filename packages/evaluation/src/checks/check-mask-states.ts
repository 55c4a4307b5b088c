import { type SettingId, settingLabel, settingStrategy } from '../settings.ts'
import type { CheckedPair, MaskState } from './checked-pair.ts'
import { exampleCount, type Finding } from './finding.ts'

/**
 * Checks that every pair of a setting has the mask states that the setting says, reference and probe; pairs with an unknown state
 * are left out. O(n).
 *
 * It finds the trap of a published evaluation, a list paired as [0::2] with [1::2] while masks were put on the second half of the
 * pictures: half of the pairs then have two masks and half none. It also finds a treatment given to the genuine references only.
 *
 * @param setting null when the scores belong to no named setting: then all pairs must have the same states
 * @returns `mask-state-mismatch` (error) with the counts by class and states, or for no setting `mask-state-mixed` (error)
 */
export function checkMaskStates(pairs: readonly CheckedPair[], setting: SettingId | null): Finding[] {
  const counts = new Map<string, { genuine: number; impostor: number }>()
  const differing: number[] = []
  const expected = setting === null ? null : expectedStates(setting)
  for (const [i, { reference, probe, genuine }] of pairs.entries()) {
    if (reference.mask === null || probe.mask === null) continue
    const states = describe(reference.mask, probe.mask)
    const count = counts.get(states) ?? { genuine: 0, impostor: 0 }
    count[genuine ? 'genuine' : 'impostor']++
    counts.set(states, count)
    if (expected !== null && states !== expected) differing.push(i)
  }
  if (setting === null ? counts.size <= 1 : differing.length === 0) return []
  const found = [...counts].map(
    ([states, count]) => `${count.genuine} genuine and ${count.impostor} impostor pairs ${states}`,
  )
  const details = { counts: Object.fromEntries(counts) }
  if (setting === null || expected === null) {
    return [
      {
        code: 'mask-state-mixed',
        severity: 'error',
        message: `Expected all pairs to have the same mask states but received ${found.join(', ')}`,
        details,
      },
    ]
  }
  return [
    {
      code: 'mask-state-mismatch',
      severity: 'error',
      message: `Expected every pair of ${settingLabel(setting)} to be ${expected} but received ${found.join(', ')}`,
      details: { setting, expected, count: differing.length, pairs: differing.slice(0, exampleCount), ...details },
    },
  ]
}

function expectedStates(setting: SettingId): string {
  if (settingStrategy(setting) !== null) return describe('treated', 'masked')
  const [reference, probe] = setting.split('-')
  return describe(reference === 'mr' ? 'masked' : 'unmasked', probe === 'mp' ? 'masked' : 'unmasked')
}

/** Reference first, as in the names of the settings. */
function describe(reference: MaskState, probe: MaskState): string {
  return `${reference}-${probe}`
}
