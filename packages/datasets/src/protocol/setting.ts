/** The settings in word order reference - probe: U is unmasked, M is masked. */
export const settingNames = ['umr-ump', 'umr-mp', 'mr-mp', 'mr-ump'] as const

export type SettingName = (typeof settingNames)[number]

/** Which side of a setting wears a mask. */
export const maskedSides: Readonly<Record<SettingName, { readonly reference: boolean; readonly probe: boolean }>> = {
  'umr-ump': { reference: false, probe: false },
  'umr-mp': { reference: false, probe: true },
  'mr-mp': { reference: true, probe: true },
  'mr-ump': { reference: true, probe: false },
}
