import type { ComparisonTable } from '@maskmirror/evaluation'
import { textTable } from './text-table.ts'

/** A run of one recogniser and what is to be called. */
export interface AdaptationRun {
  readonly recogniser: string
  readonly table: ComparisonTable
}

/**
 * Prints what may be done about masks, all on the same pairs: nothing, a mask put on the reference too, or a recogniser that was trained
 * with masks. Error rates are those with masks; FNMR and FMR at the threshold that was fixed on bare faces at FMR 1 %.
 */
export function printAdaptation(runs: readonly AdaptationRun[]): void {
  const rows = runs.flatMap(({ recogniser, table }) =>
    table.settings.map(({ label, scored: { rates } }) => {
      const at = rates?.frozenFmr100 ?? null
      return [recogniser, label, percent(rates?.equalErrorRate?.eer), percent(at?.fnmr), percent(at?.fmr)] as const
    }),
  )
  console.log('\nTraining the recogniser against putting masks on references, on the same pairs:\n')
  console.log(textTable(['Recogniser', 'Setting', 'EER', 'FNMR at T100', 'FMR at T100'], rows))
}

function percent(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? 'n/a' : `${(rate * 100).toFixed(2)} %`
}
