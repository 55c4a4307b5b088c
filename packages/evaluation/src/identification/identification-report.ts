import { grouped, intervalText, missing, percent } from '#report/cell-text.ts'
import type { Report } from '#report/report.ts'
import { type SettingId, settingLabel } from '#settings.ts'
import type { Cmc } from './cmc.ts'
import type { ReferenceRule } from './gallery-search.ts'
import type { Identification } from './identification.ts'
import type { DirAtFpir } from './open-set.ts'

/** Searches of one setting. */
export type SettingIdentification = Identification & { readonly setting: SettingId }

/**
 * What identification found, one row a setting: closed set by rank, open set at FPIR targets and at frozen thresholds.
 *
 * @param input.frozen thresholds by the FPIR that they were fixed for, in the order of `openSet.atThreshold`
 */
export function identificationReport(input: {
  settings: readonly SettingIdentification[]
  frozen: readonly { readonly targetFpir: number; readonly threshold: number }[]
}): Report {
  const { settings, frozen } = input
  const failing = settings.some(({ probes }) => probes.failed.mated + probes.failed.nonMated > 0)
  const targets = [
    ...new Set(settings.flatMap(({ scored }) => scored.openSet?.atFpir.map(({ targetFpir }) => targetFpir) ?? [])),
  ]
  const columns = [
    'Setting',
    'Gallery',
    'Mated',
    'Not mated',
    'Rank 1 (%)',
    '95 % interval',
    'Rank 5 (%)',
    'Rank 10 (%)',
    ...(failing ? ['Failed', 'Rank 1 (%) with failures'] : []),
    ...targets.map((target) => `DIR (%) at FPIR ${target * 100} %`),
    ...frozen.flatMap(({ targetFpir }) => [`FPIR (%) at P${targetFpir * 100}`, `DIR (%) at P${targetFpir * 100}`]),
  ]
  const rows = settings.map(({ setting, gallery, probes, scored, withFailures }) => [
    settingLabel(setting),
    grouped(gallery.people),
    grouped(probes.mated),
    grouped(probes.nonMated),
    rateAt(scored.cmc, 1),
    intervalText(scored.cmc?.intervals[0]),
    rateAt(scored.cmc, 5),
    rateAt(scored.cmc, 10),
    ...(failing ? [grouped(probes.failed.mated + probes.failed.nonMated), rateAt(withFailures.cmc, 1)] : []),
    ...targets.map((target) => dirCell(scored.openSet?.atFpir.find(({ targetFpir }) => targetFpir === target))),
    ...frozen.flatMap((_, i) => {
      const point = scored.openSet?.atThreshold[i]
      return point === undefined ? [missing, missing] : [percent(point.fpir), percent(point.dir)]
    }),
  ])
  return {
    sections: [{ title: 'Identification: each probe searched in a gallery of people', columns, rows }],
    notes: [...notesOf(rows, frozen), ...galleryNotes(settings)],
  }
}

const ruleTexts: Readonly<Record<ReferenceRule, string>> = {
  max: 'the best score counts',
  mean: 'the mean score counts',
  separate: 'each is a candidate of its own, and ranks count references',
  template: 'one template, the mean of their embeddings',
}

/** How the gallery was searched, where that is not plain. */
function galleryNotes(settings: readonly SettingIdentification[]): string[] {
  const notes = new Set<string>()
  for (const { gallery } of settings) {
    // templates are one a person by then
    if (gallery.references > gallery.people || gallery.rule === 'template') {
      notes.add(`Several references of a person: ${ruleTexts[gallery.rule]}.`)
    }
    if (gallery.scores === 'per-probe') {
      notes.add('Scores are normalised for each probe: standard deviations above the mean of its candidates.')
    }
  }
  return [...notes]
}

function rateAt(cmc: Cmc | null, rank: number): string {
  if (cmc === null) return missing
  // beyond the last candidate nothing more can be found
  return percent(cmc.rates[Math.min(rank, cmc.rates.length) - 1]!)
}

function dirCell(answer: DirAtFpir | undefined): string {
  if (answer === undefined) return missing
  return answer.supported ? percent(answer.dir) : `n/s (<=${percent(answer.atSmallestFpir.dir)})`
}

function notesOf(
  rows: readonly (readonly string[])[],
  frozen: readonly { readonly targetFpir: number; readonly threshold: number }[],
): string[] {
  const notes = [
    'Rank k: share of the mated probes whose person is among the first k candidates, ties counted against the probe; it falls as the gallery grows. DIR: the person comes first and scores at least the threshold. FPIR: share of the probes of people outside of the gallery for whom anybody is returned.',
  ]
  if (frozen.length > 0) {
    const names = frozen.map(({ targetFpir, threshold }) => `P${targetFpir * 100} = ${threshold.toFixed(4)}`)
    notes.push(`Frozen thresholds, fixed on UMR-UMP at that FPIR in percent: ${names.join(', ')}.`)
  }
  if (rows.some((row) => row.some((cell) => cell.startsWith('n/s')))) {
    notes.push(
      'n/s: not supported. FPIR f needs at least 1/f probes without mate. In brackets: the DIR at the smallest FPIR supported, an upper bound.',
    )
  }
  return notes
}
