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

/** The lowest FNMR within a wanted FMR, or its lower bound where there are too few impostor comparisons to tell. */
export function FnmrAtFmrCell({ point }: { point: FnmrAtFmr }) {
  if (point.supported) return <RateCell rate={point.fnmr} interval={point.fnmrInterval} />
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

export function EerCell({ eer }: { eer: { eer: number; low: number; high: number } | null }) {
  if (eer === null) return <MissingValue why="So many comparisons failed that the rates never meet" />
  return <span className="block whitespace-nowrap">{formatRate(eer.eer)}</span>
}
