'use client'

import { type ComparisonTable, SettingIdSchema } from '@maskmirror/evaluation'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { ErrorState } from '#errors/error-state.tsx'
import { FigureCard, FigureSkeleton } from '#results/figure-card.tsx'
import { nameOfSetting, settingsInOrder } from '#settings/setting-catalogue.ts'
import { useTRPC } from '#trpc/client.tsx'
import { compareParsers } from './compare-address.ts'

/** DET and ROC of one setting, both runs in each. */
export function Overlay({
  a,
  b,
  tables,
}: {
  a: string
  b: string
  tables: { a: ComparisonTable; b: ComparisonTable }
}) {
  const [{ setting }, setAddress] = useQueryStates(compareParsers)
  const common = settingsInOrder(
    tables.a.settings
      .map((one) => one.setting)
      .filter((one) => tables.b.settings.some((other) => other.setting === one)),
  )
  const chosen = common.includes(setting) ? setting : (common.find((one) => one === 'umr-mp') ?? common[0])
  if (chosen === undefined) return <p className="text-ink-soft">The runs have no setting in common.</p>
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <SegmentedControl
          legend="Setting"
          name="overlay-setting"
          value={chosen}
          options={common.map((value) => ({ value, label: nameOfSetting(value) }))}
          onChange={(value) => void setAddress({ setting: value })}
        />
      </div>
      <Curves a={a} b={b} setting={chosen} />
    </div>
  )
}

function Curves({ a, b, setting }: { a: string; b: string; setting: string }) {
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(
    trpc.results.overlay.queryOptions(
      { a, b, setting: SettingIdSchema.parse(setting) },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  )
  if (error !== null) return <ErrorState error={error} onAction={() => void refetch()} />
  if (data === undefined) return <FigureSkeleton />
  if (data === null) return <p className="text-ink-soft">One of the runs has no scores of both classes here.</p>
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <FigureCard spec={data.det} />
      <FigureCard spec={data.roc} />
    </div>
  )
}
