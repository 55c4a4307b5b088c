import type { ComparisonTable } from '#comparison-table.ts'
import { grouped, percentOrMissing, signed } from './cell-text.ts'
import type { ReportSection } from './report.ts'

/** How far the scores of the same pairs moved against UMR-UMP; null without UMR-UMP or anything to compare with it. */
export function shiftSection({ settings }: ComparisonTable): ReportSection | null {
  const rows = settings.flatMap(({ label, shift }) =>
    shift === null
      ? []
      : [
          [
            label,
            grouped(shift.genuineCount + shift.impostorCount),
            signed(shift.genuine, 2),
            signed(shift.impostor, 2),
            signed(shift.dPrime, 3),
          ],
        ],
  )
  if (rows.length === 0) return null
  return {
    title: 'Shift of the scores against UMR-UMP on the same pairs, in standard deviations of UMR-UMP',
    columns: ['Setting', 'Pairs', 'Genuine mean', 'Impostor mean', "d'"],
    rows,
  }
}

/** Thresholds of half of the people, errors of the other half; null when people were not given. */
export function heldOutSection({ split, settings }: ComparisonTable): ReportSection | null {
  if (split === null || settings.every(({ recalibrated }) => recalibrated === null)) return null
  const { people, test } = split
  // without UMR-UMP there is nothing to freeze
  const withFrozen = settings.some(({ recalibrated }) => recalibrated?.fmr100.frozen || recalibrated?.fmr1000.frozen)
  const kinds = withFrozen ? (['own', 'frozen'] as const) : (['own'] as const)
  const fitted = withFrozen ? 'fitted for the setting (own) or left as UMR-UMP had it (frozen)' : 'fitted for each'
  return {
    title: `Error rates of ${grouped(people.test)} people at thresholds of ${grouped(people.development)} others: ${fitted}; ${grouped(test.genuine)} genuine and ${grouped(test.impostor)} impostor pairs`,
    columns: [
      'Setting',
      ...['1 %', '0.1 %'].flatMap((target) =>
        kinds.flatMap((kind) => [`FMR (%) at ${kind} ${target}`, `FNMR (%) at ${kind} ${target}`]),
      ),
    ],
    rows: settings.map(({ label, recalibrated }) => [
      label,
      ...[recalibrated?.fmr100, recalibrated?.fmr1000].flatMap((rates) =>
        kinds.flatMap((kind) => {
          const point = kind === 'own' ? rates?.recalibrated : rates?.frozen
          return [percentOrMissing(point?.fmr), percentOrMissing(point?.fnmr)]
        }),
      ),
    ]),
  }
}
