import type { PairProtocol, View } from './pair-protocol.ts'
import { maskedSides, type SettingName, settingNames } from './setting.ts'

/** How many pairs of a protocol a setting can use. */
export interface SettingCoverage {
  readonly genuine: number
  readonly impostor: number
  /** A sentence; null when at least one genuine and one impostor pair can be compared. */
  readonly impossibleBecause: string | null
}

/** For each setting the pairs whose both sides exist as the setting needs them. */
export function possibleSettings(
  protocol: Pick<PairProtocol, 'maskSource' | 'views' | 'pairs'>,
): Readonly<Record<SettingName, SettingCoverage>> {
  const coverage = Object.fromEntries(settingNames.map((setting) => [setting, coverageOf(protocol, setting)]))
  return coverage as Record<SettingName, SettingCoverage>
}

function coverageOf(
  { maskSource, views, pairs }: Pick<PairProtocol, 'maskSource' | 'views' | 'pairs'>,
  setting: SettingName,
): SettingCoverage {
  const sides = maskedSides[setting]
  const has = (view: View, masked: boolean) =>
    masked && maskSource === 'real' ? view.masked !== null : view.bare !== null
  let genuine = 0
  let impostor = 0
  for (const pair of pairs) {
    if (!has(views[pair.reference]!, sides.reference) || !has(views[pair.probe]!, sides.probe)) continue
    if (pair.genuine) genuine++
    else impostor++
  }
  const missing = genuine === 0 ? 'genuine' : impostor === 0 ? 'impostor' : null
  const word = (masked: boolean) => (masked ? 'a masked' : 'a bare')
  return {
    genuine,
    impostor,
    impossibleBecause:
      missing === null
        ? null
        : `No ${missing} pair of the protocol has ${word(sides.reference)} photo as reference and ${word(sides.probe)} one as probe.`,
  }
}
