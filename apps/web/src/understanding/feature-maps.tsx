import { type Column, DataTable } from '@maskmirror/ui/data-table'
import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '#errors/error-state.tsx'
import { formatCount } from '#format/count.ts'
import { FigureCard, FigureSkeleton } from '#results/figure-card.tsx'
import { useTRPC } from '#trpc/client.tsx'
import type { FeaturesOfRuns } from '#trpc/outputs.ts'

type SourceOverlap = FeaturesOfRuns['map']['overlaps'][number]

/** Features of one run, of two with one model together, or of two models side by side. */
export function FeatureMaps({ id, second }: { id: string; second: string | null }) {
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(
    trpc.understanding.features.queryOptions(
      { id, second },
      { staleTime: Infinity, trpc: { context: { alone: true } } },
    ),
  )
  if (error !== null) return <ErrorState error={error} onAction={() => void refetch()} />
  if (data === undefined) return <FigureSkeleton />
  return (
    <div className={`grid grid-cols-[minmax(0,1fr)] gap-4 ${data.length > 1 ? 'lg:grid-cols-2' : 'max-w-4xl'}`}>
      {data.map(({ runs, model, map }) => (
        <div key={runs.join(' ')} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3">
          <FigureCard spec={map.figure} />
          {map.overlaps.length === 0 ? (
            <p className="text-sm text-ink-soft">The run has no masked faces, so there is nothing to overlap.</p>
          ) : (
            <DataTable
              caption={`Overlap of masked and unmasked features of ${model}`}
              columns={columns}
              rows={map.overlaps}
              rowKey={({ masked }) => masked}
            />
          )}
          {map.shown < map.total ? (
            <p className="text-xs text-ink-soft">
              {formatCount(map.shown)} of {formatCount(map.total)} features, evenly chosen.
            </p>
          ) : null}
        </div>
      ))}
    </div>
  )
}

const columns: readonly Column<SourceOverlap>[] = [
  { key: 'masked', header: 'Told apart', names: true, cell: ({ unmasked, masked }) => `${masked} from ${unmasked}` },
  {
    key: 'accuracy',
    header: 'Accuracy',
    align: 'right',
    cell: ({ overlap, impossibleBecause }) =>
      overlap === null ? (
        <span className="whitespace-normal text-ink-soft">{impossibleBecause}</span>
      ) : (
        percent(overlap.accuracy)
      ),
  },
  {
    key: 'interval',
    header: '95 %',
    align: 'right',
    cell: ({ overlap }) =>
      overlap === null ? '–' : `${percent(overlap.interval.low)} to ${percent(overlap.interval.high)}`,
  },
  { key: 'people', header: 'People', align: 'right', cell: ({ overlap }) => overlap?.people ?? '–' },
  {
    key: 'features',
    header: 'Features',
    align: 'right',
    cell: ({ overlap }) => (overlap === null ? '–' : `${overlap.unmasked.count} + ${overlap.masked.count}`),
  },
]

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
