import type { SettingId } from './settings.ts'

/**
 * Which settings are compared: every other one with UMR-UMP, and every one but these two with UMR-MP; with the first one where
 * neither is there.
 *
 * @returns `a` is the setting in question, `b` what it is compared with
 */
export function comparedSettings(settings: readonly SettingId[]): { a: SettingId; b: SettingId }[] {
  const plain = (['umr-ump', 'umr-mp'] as const).filter((setting) => settings.includes(setting))
  const bases: readonly SettingId[] = plain.length > 0 ? plain : settings.slice(0, 1)
  return bases.flatMap((b, i) => settings.filter((a) => !bases.slice(0, i + 1).includes(a)).map((a) => ({ a, b })))
}
