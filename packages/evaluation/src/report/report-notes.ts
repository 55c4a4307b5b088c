import type { ComparisonTable, SettingResult } from '#comparison-table.ts'
import type { TableOperatingPoint } from '#table-rates.ts'
import { grouped, intervalText, missing, percent } from './cell-text.ts'
import type { ReportSection } from './report.ts'

/** Full sentences that explain signs used in the sections. */
export function reportNotes(table: ComparisonTable, sections: readonly ReportSection[]): string[] {
  // a system that is looked at on its own has no UMR-UMP to freeze anything on
  const notes = table.frozen.fmr100.reason === 'no-umr-ump' ? [acceptedNote] : [frozenNote(table)]
  const cells = sections.flatMap(({ rows }) => rows.flat())
  if (cells.some((cell) => cell.startsWith('n/s'))) {
    const smallest = Math.min(...table.settings.map(({ scored }) => scored.rates?.impostorCount ?? Infinity))
    const support = Number.isFinite(smallest)
      ? ` The setting with the fewest has ${grouped(smallest)}, which support FMR ${percent(1 / smallest)} % at best.`
      : ''
    notes.push(
      `n/s: not supported. FMR f needs at least 1/f impostor comparisons: 100 for 1 %, 1,000 for 0.1 %, 1,000,000 for 1e-6.${support} In brackets: the value at the smallest FMR supported, a bound of the one asked for.`,
    )
  }
  if (cells.some((cell) => cell.includes('..'))) {
    const resampled =
      table.bootstrap === null
        ? ''
        : ` EER, FNMR at FMR and differences: double-or-nothing bootstrap of ${grouped(table.bootstrap.people)} people, ${grouped(table.bootstrap.resamples)} resamples, seed ${table.bootstrap.seed}.`
    if (table.settings.some(({ scored }) => scored.rates?.zeroFmr.fnmrInterval)) {
      notes.push(
        `low..high: 95 % interval that allows for pairs that share people (Wilson's with the clustered variance, Student's t and a longer side for skewness), with the threshold taken as fixed; of a rate without any error, that of as many independent pairs.${resampled}`,
      )
    }
  }
  if (table.split !== null && table.settings.some(({ recalibrated }) => recalibrated !== null)) {
    const { dropped, development } = table.split
    notes.push(
      `People in two halves: ${grouped(dropped.genuine + dropped.impostor)} pairs with one person in each are in neither. Fitting FMR f needs 1/f impostor pairs in the first half, which has ${grouped(development.impostor)}.`,
    )
  }
  if (table.bootstrap !== null && table.settings.length > 1 && table.differences.length === 0) {
    notes.push(
      'No difference between settings has an interval: they make the same errors on every resample, or too few errors to tell.',
    )
  }
  const narrow = narrowestBinomial(table.settings)
  if (narrow !== null) notes.push(narrow)
  if (cells.includes(missing))
    notes.push(`${missing}: does not exist, for want of scores, spread, a crossing or a frozen threshold.`)
  return notes
}

/** The rate whose binomial interval is most too narrow, as an example. */
function narrowestBinomial(settings: readonly SettingResult[]): string | null {
  const width = (interval: { low: number; high: number }) => interval.high - interval.low
  const candidates = settings.flatMap(({ label, scored }) => {
    const point: TableOperatingPoint | null = scored.rates?.frozenFmr100 ?? null
    if (point === null || point.fmrInterval === null || point.fnmrInterval === null) return []
    return [
      { what: `FMR at T100 of ${label}`, binomial: point.fmrBinomialInterval, honest: point.fmrInterval },
      { what: `FNMR at T100 of ${label}`, binomial: point.fnmrBinomialInterval, honest: point.fnmrInterval },
    ].map((one) => ({ ...one, ratio: width(one.honest) / width(one.binomial) }))
  })
  const worst = candidates.reduce<(typeof candidates)[number] | null>(
    (best, one) => (best === null || one.ratio > best.ratio ? one : best),
    null,
  )
  if (worst === null || worst.ratio < 1.1) return null
  return `Binomial intervals, which take every comparison as independent, are too narrow: ${worst.what} would be ${intervalText(worst.binomial)} instead of ${intervalText(worst.honest)}, narrower by a factor of ${worst.ratio.toFixed(1)}.`
}

const acceptedNote = 'A comparison is accepted when score >= threshold.'

function frozenNote({ frozen }: ComparisonTable): string {
  const parts = [
    ['T100', frozen.fmr100],
    ['T1000', frozen.fmr1000],
  ] as const
  const texts = parts.map(([name, { targetFmr, threshold, source, reason }]) => {
    const target = `FMR ${targetFmr * 100} %`
    if (threshold === null) return `${name}: none (${reasonText[reason ?? 'not-given']})`
    return `${name} = ${threshold.toFixed(4)}, ${source === 'given' ? 'given by another run' : 'fixed on UMR-UMP'} at ${target}`
  })
  return `Frozen thresholds, the same for all settings (accepted when score >= threshold): ${texts.join('; ')}.`
}

const reasonText = {
  'no-umr-ump': 'UMR-UMP was not run',
  'umr-ump-without-scores': 'UMR-UMP has no scores in one class',
  'too-few-impostors': 'UMR-UMP has too few impostor comparisons',
  'not-given': 'the other run had none',
} as const
