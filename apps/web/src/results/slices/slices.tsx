'use client'

import type { ComparisonTable } from '@maskmirror/evaluation'
import { Field } from '@maskmirror/ui/field'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useSuspenseQuery } from '@tanstack/react-query'
import { parseAsString, useQueryStates } from 'nuqs'
import { useTRPC } from '#trpc/client.tsx'
import { SliceTable } from './slice-table.tsx'

const parsers = { slice: parseAsString.withDefault(''), 'slice-setting': parseAsString.withDefault('umr-mp') }

/** The error rates of one setting, taken apart by what is known of the pairs. */
export function Slices({ id, table }: { id: string; table: ComparisonTable }) {
  const trpc = useTRPC()
  const { data: attributes } = useSuspenseQuery(trpc.results.slices.queryOptions({ id }))
  const [address, setAddress] = useQueryStates(parsers)
  const attribute = attributes?.find(({ name }) => name === address.slice) ?? attributes?.[0]
  const setting = table.settings.find((one) => one.setting === address['slice-setting']) ?? table.settings[0]
  if (attribute === undefined || setting === undefined) {
    return <p className="text-ink-soft">Nothing is known of these pairs by which they could be taken apart.</p>
  }
  return (
    <>
      <div className="mb-4 grid max-w-xl grid-cols-2 gap-4">
        <Field label="By">
          {(control) => (
            <SelectInput
              {...control}
              value={attribute.name}
              onChange={(event) => void setAddress({ slice: event.target.value })}
            >
              {attributes?.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field label="In setting">
          {(control) => (
            <SelectInput
              {...control}
              value={setting.setting}
              onChange={(event) => void setAddress({ 'slice-setting': event.target.value })}
            >
              {table.settings.map((one) => (
                <option key={one.setting} value={one.setting}>
                  {one.label}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
      </div>
      <SliceTable attribute={attribute} whole={setting} />
    </>
  )
}
