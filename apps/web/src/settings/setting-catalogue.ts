import { SettingIdSchema, settingLabel } from '@maskmirror/evaluation'

export interface SettingDescription {
  readonly id: string
  /** Such as `UMR-MP`. */
  readonly label: string
  /** One line: what is compared, and what the row tells. */
  readonly explanation: string
}

/** The settings that a form offers, in the order of a table's rows. */
export const settingCatalogue: readonly SettingDescription[] = [
  {
    id: 'umr-ump',
    label: settingLabel('umr-ump'),
    explanation:
      'Bare reference, bare probe: the recogniser without masks. Its thresholds are applied to every other row.',
  },
  {
    id: 'umr-mp',
    label: settingLabel('umr-mp'),
    explanation: 'Bare reference, masked probe: what masks cost.',
  },
  {
    id: 'mr-mp',
    label: settingLabel('mr-mp'),
    explanation: 'Masked reference, masked probe: each wears a mask of its own.',
  },
  {
    id: 'mr-ump',
    label: settingLabel('mr-ump'),
    explanation: 'Masked reference, bare probe: somebody enrolled with a mask.',
  },
  {
    id: 'mirror:type-colour',
    label: settingLabel('mirror:type-colour'),
    explanation: 'Masked probe; the reference gets a mask of the probe’s type and colour.',
  },
  {
    id: 'mirror:transplant',
    label: settingLabel('mirror:transplant'),
    explanation: 'Masked probe; the reference gets the very mask of the probe, cut out of its picture.',
  },
  {
    id: 'mirror:flat',
    label: settingLabel('mirror:flat'),
    explanation:
      'Masked probe; the reference gets the shape in one flat colour. The control: the same area hidden, no texture.',
  },
  {
    id: 'mirror:generic',
    label: settingLabel('mirror:generic'),
    explanation: 'Masked probe; every reference was enrolled with the same light blue mask.',
  },
  {
    id: 'mirror:random',
    label: settingLabel('mirror:random'),
    explanation: 'Masked probe; every reference was enrolled with a random mask. The control: must it be the probe’s?',
  },
  {
    id: 'mirror:max-k',
    label: settingLabel('mirror:max-k'),
    explanation: 'Masked probe; the reference bare and under four masks, the best score counts.',
  },
  {
    id: 'mirror:canonical-both',
    label: settingLabel('mirror:canonical-both'),
    explanation: 'One shape over the lower face of both sides, over the probe’s mask too.',
  },
  {
    id: 'mirror:upper-crop',
    label: settingLabel('mirror:upper-crop'),
    explanation: 'Both sides cut at the bridge of the nose: removal in place of masking.',
  },
]

/** The name of a setting for people; an id that nobody knows is its own name. */
export function nameOfSetting(id: string): string {
  const parsed = SettingIdSchema.safeParse(id)
  return parsed.success ? settingLabel(parsed.data) : id
}

/** The settings of several runs without repetition: those of the catalogue first, in its order. */
export function settingsInOrder(ids: Iterable<string>): string[] {
  const known = settingCatalogue.map((setting) => setting.id)
  const rank = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length)
  return [...new Set(ids)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}
