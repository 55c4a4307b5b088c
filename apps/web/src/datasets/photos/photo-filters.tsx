'use client'

import { Button } from '@maskmirror/ui/button'
import { Field } from '@maskmirror/ui/field'
import { SelectInput, TextInput } from '@maskmirror/ui/text-input'
import { useQuery } from '@tanstack/react-query'
import type { inferParserType } from 'nuqs'
import { formatCount } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'
import { problemNames } from '../set/problem-names.ts'
import { maskStates, photoParsers, problemKinds, reviewStates } from '../set/set-address.ts'

type Filters = inferParserType<typeof photoParsers>

export interface PhotoFiltersProps {
  id: string
  filters: Filters
  onChange: (change: { [Name in keyof Filters]?: Filters[Name] | null }) => void
}

const maskWords = { all: 'Bare and masked', bare: 'Bare', masked: 'Masked' } as const
const reviewWords = { all: 'Decided or not', open: 'Not decided', kept: 'Kept', excluded: 'Excluded' } as const

/** Which photos are shown. */
export function PhotoFilters({ id, filters, onChange }: PhotoFiltersProps) {
  const trpc = useTRPC()
  const { data: set } = useQuery(trpc.datasets.get.queryOptions({ id }, { trpc: { context: { alone: true } } }))
  const select = <Name extends 'mask' | 'label' | 'problem' | 'review'>(
    name: Name,
    label: string,
    options: readonly { value: string; text: string }[],
  ) => (
    <Field label={label}>
      {(control) => (
        <SelectInput
          {...control}
          value={filters[name]}
          onChange={(event) => onChange({ [name]: photoParsers[name].parse(event.target.value) })}
        >
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectInput>
      )}
    </Field>
  )
  return (
    <search aria-label="Choose photos" className="grid grid-cols-2 gap-x-4 gap-y-3 md:grid-cols-3 xl:grid-cols-5">
      <div className="max-md:col-span-2">
        <Field label="Person or file">
          {(control) => (
            <TextInput
              {...control}
              type="search"
              value={filters.search}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onChange({ search: event.target.value })}
            />
          )}
        </Field>
      </div>
      {select(
        'mask',
        'Mask',
        maskStates.map((value) => ({ value, text: maskWords[value] })),
      )}
      {set === undefined || set.columns.length === 0
        ? null
        : select('label', 'Label', [
            { value: '', text: 'Any' },
            ...set.columns.flatMap(({ name, values }) =>
              values.map(({ value, photos }) => ({
                value: `${name}:${value}`,
                text: `${name}: ${value} (${formatCount(photos)})`,
              })),
            ),
          ])}
      {select('problem', 'Problem', [
        { value: '', text: 'With or without' },
        { value: 'any', text: 'Any problem' },
        ...problemKinds.map((value) => ({ value, text: problemNames[value].title })),
      ])}
      {select(
        'review',
        'Decision',
        reviewStates.map((value) => ({ value, text: reviewWords[value] })),
      )}
      {filters.person === '' ? null : (
        <div className="col-span-full">
          <Button size="small" onClick={() => onChange({ person: null })}>
            Only {filters.person} <span aria-hidden="true">×</span>
            <span className="sr-only">, show everybody</span>
          </Button>
        </div>
      )}
    </search>
  )
}
