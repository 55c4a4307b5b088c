'use client'

import { type ComparisonTable, type SettingId, SettingIdSchema } from '@maskmirror/evaluation'
import { Field } from '@maskmirror/ui/field'
import { Section } from '@maskmirror/ui/section'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { SkeletonTable } from '@maskmirror/ui/skeleton'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useQueryStates } from 'nuqs'
import { QueryBoundary } from '#errors/query-boundary.tsx'
import { defaultSettings } from './default-settings.ts'
import { PairPage } from './pair-page.tsx'
import { pairClasses, pairsParsers } from './pairs-address.ts'

const classLabels = { genuine: 'Genuine, largest loss', impostor: 'Impostor, largest gain' } as const

/** Single pairs by what became of their score from one setting to another, the worst first. */
export function PairsSection({ id, table }: { id: string; table: ComparisonTable }) {
  const [address, setAddress] = useQueryStates(pairsParsers)
  const settings = table.settings.map(({ setting }) => setting)
  const usual = defaultSettings(settings)
  if (usual === null) return null
  const known = (setting: string, otherwise: string): SettingId =>
    SettingIdSchema.parse(settings.some((one) => one === setting) ? setting : otherwise)
  const from = known(address.from, usual.from)
  const to = known(address.to, usual.to)
  const select = (side: 'from' | 'to', label: string, value: string) => (
    <Field label={label}>
      {(control) => (
        <SelectInput
          {...control}
          value={value}
          onChange={(event) => void setAddress({ [side]: event.target.value, page: null })}
        >
          {table.settings.map(({ setting, label }) => (
            <option key={setting} value={setting}>
              {label}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
  return (
    <Section
      id="pairs"
      title="Pairs by damage"
      lead="Every pair of the run, the most damaged first: genuine pairs by the score they lose, impostor pairs by the score they gain."
      actions={
        <SegmentedControl
          legend="Which pairs"
          name="pair-class"
          value={address.class}
          options={pairClasses.map((value) => ({ value, label: classLabels[value] }))}
          onChange={(value) => void setAddress({ class: value, page: null })}
        />
      }
    >
      <div className="mb-4 grid max-w-xl grid-cols-2 gap-4">
        {select('from', 'From setting', from)}
        {select('to', 'To setting', to)}
      </div>
      <QueryBoundary fallback={<SkeletonTable rows={6} label="Loading the pairs" />}>
        <PairPage
          id={id}
          table={table}
          query={{ from, to, genuine: address.class === 'genuine' }}
          page={address.page}
          onPage={(page) => void setAddress({ page })}
        />
      </QueryBoundary>
    </Section>
  )
}
