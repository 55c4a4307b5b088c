import type { FnmrAtFmr, RateInterval } from '@maskmirror/evaluation'
import { formatCount } from '#format/count.ts'
import { formatRate } from '#format/rate.ts'
import { MissingValue } from './missing-value.tsx'

/** A rate with its 95 % interval under it. */
export function RateCell({ rate, interval }: { rate: number; interval: RateInterval | null }) {
  return (
    <span className="block whitespace-nowrap">
      {formatRate(rate)}
      {interval === null ? null : <Interval interval={interval} />}
    </span>
  )
}

function Interval({ interval: { low, high } }: { interval: RateInterval }) {
  const percent = (rate: number) => (rate * 100).toFixed(2)
  return (
    <span className="block text-xs font-normal text-ink-faint">
      <span className="sr-only">95 % interval </span>
      {percent(low)}
      <span aria-hidden="true">–</span>
      <span className="sr-only"> to </span>
      {percent(high)}
    </span>
  )
}

/**
 * The lowest FNMR within a wanted FMR, or its lower bound where there are too few impostor comparisons to tell.
 *
 * @param resampled interval that lets the threshold vary too; without it, that of the rate at a fixed threshold is shown
 */
export function FnmrAtFmrCell({ point, resampled }: { point: FnmrAtFmr; resampled: RateInterval | null }) {
  if (point.supported) return <RateCell rate={point.fnmr} interval={resampled ?? point.fnmrInterval} />
  const { impostorCount, smallestFmr, atSmallestFmr } = point
  const why = `Not supported: ${formatCount(impostorCount)} impostor comparisons can show an FMR of ${formatRate(smallestFmr)} at best`
  return (
    <span className="block whitespace-nowrap" title={why}>
      ≥ {formatRate(atSmallestFmr.fnmr)}
      <span className="block text-xs font-normal text-warn">too few impostors</span>
      <span className="sr-only">{why}</span>
    </span>
  )
}

/** @param resampled null where no people were resampled for these comparisons: there is no other interval of an EER */
export function EerCell({ eer, resampled }: { eer: { eer: number } | null; resampled: RateInterval | null }) {
  if (eer === null) return <MissingValue why="So many comparisons failed that the rates never meet" />
  return <RateCell rate={eer.eer} interval={resampled} />
}
