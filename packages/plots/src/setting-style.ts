/** How a setting looks in every figure. Colour and symbol both differ, so that either alone tells settings apart. */
export interface SettingStyle {
  readonly colour: string
  readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'cross' | 'wye'
}

/** Blue, vermilion, purple, orange, green and sky of Okabe & Ito (2008), some darkened to keep 3:1 contrast on white and on near-black. */
const named: Readonly<Record<string, SettingStyle>> = {
  'umr-ump': { colour: '#0f7fc0', symbol: 'circle' },
  'umr-mp': { colour: '#d55e00', symbol: 'square' },
  'mr-mp': { colour: '#bb6a97', symbol: 'triangle' },
  'mr-ump': { colour: '#b07d00', symbol: 'diamond' },
  'mirror:type-colour': { colour: '#009e73', symbol: 'star' },
  'mirror:flat': { colour: '#7b7f86', symbol: 'cross' },
  // two runs in one figure
  'run-a': { colour: '#0f7fc0', symbol: 'circle' },
  'run-b': { colour: '#d55e00', symbol: 'square' },
}

/** Those of our settings, each different. */
const groupStyles: readonly SettingStyle[] = Object.values(named).slice(0, 6)

/** For settings without a place of their own, in order of appearance. */
const others: readonly SettingStyle[] = [
  { colour: '#3f9fd8', symbol: 'wye' },
  { colour: '#8e6fd0', symbol: 'star' },
  { colour: '#a1662f', symbol: 'cross' },
  { colour: '#c2477f', symbol: 'circle' },
  { colour: '#6b8520', symbol: 'square' },
  { colour: '#6478c8', symbol: 'triangle' },
]

/** The style of each setting (or `run-a`, `run-b`), the same whatever else a figure shows, as far as it has a place of its own. */
export function settingStyles(settings: readonly string[]): ReadonlyMap<string, SettingStyle> {
  const unnamed = settings.filter((setting) => named[setting] === undefined)
  // systems alone may look like settings, as none of these is there
  const free = unnamed.length === settings.length ? [...groupStyles, ...others] : others
  return new Map(settings.map((setting) => [setting, named[setting] ?? free[unnamed.indexOf(setting) % free.length]!]))
}

/** Styles of groups that are no settings, each different as far as they reach. */
export function groupStyle(index: number): SettingStyle {
  return groupStyles[index % groupStyles.length]!
}

/** Genuine and impostor scores; the impostors are also hatched by a dashed outline. */
export const classColours = { genuine: '#0f7fc0', impostor: '#d55e00' } as const
