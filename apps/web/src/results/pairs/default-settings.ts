/** What to compare first: bare with masked probes, else the first setting with the second; null with one setting only. */
export function defaultSettings(settings: readonly string[]): { from: string; to: string } | null {
  const from = settings.includes('umr-ump') ? 'umr-ump' : settings[0]
  const to = settings.includes('umr-mp') && from !== 'umr-mp' ? 'umr-mp' : settings.find((one) => one !== from)
  return from === undefined || to === undefined ? null : { from, to }
}
