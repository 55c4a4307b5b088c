import { type Dataset, maskedSides, type PairProtocol, type SettingName } from '@maskmirror/datasets'
import {
  checkMaskStates,
  type MaskState,
  type SettingId,
  settingStrategy,
  type TableWarning,
} from '@maskmirror/evaluation'

/**
 * Checks that the photos behind each setting wear what the setting says, by the labels of the set itself: masks put on the wrong
 * half of a pair list have made a published result wrong. Pairs without a photo on a side are left out.
 */
export function checkMasksOfRun(
  protocol: PairProtocol,
  dataset: Pick<Dataset, 'photos'>,
  settings: readonly SettingId[],
): TableWarning[] {
  const worn = new Map(
    dataset.photos.map(({ id, masked }): [string, MaskState] => [id, masked ? 'masked' : 'unmasked']),
  )
  const labelOf = (photo: string | null) => (photo === null ? null : (worn.get(photo) ?? null))
  const stateOf = (view: number, isMasked: boolean): MaskState | null => {
    const { bare, masked } = protocol.views[view]!
    if (!isMasked) return labelOf(bare)
    if (protocol.maskSource === 'real') return labelOf(masked)
    return labelOf(bare) === null ? null : 'masked' // drawn on the bare photo
  }
  return settings.flatMap((setting) => {
    const isTreated = settingStrategy(setting) !== null
    const sides = maskedSides[isTreated ? 'umr-mp' : (setting as SettingName)]
    const pairs = protocol.pairs.map(({ reference, probe, genuine }) => {
      const before = stateOf(reference, sides.reference)
      const side = (mask: MaskState | null) => ({ person: null, picture: null, mask })
      return {
        reference: side(isTreated && before === 'unmasked' ? 'treated' : before),
        probe: side(stateOf(probe, sides.probe)),
        genuine,
      }
    })
    return checkMaskStates(pairs, setting).map((finding) => ({ setting, ...finding }))
  })
}
