'use client'

import { Field } from '@maskmirror/ui/field'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { setPath } from '#datasets/set/set-address.ts'
import { countOf } from '#format/count.ts'
import { useTRPC } from '#trpc/client.tsx'

export interface ExcludeFieldProps {
  dataset: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** Which photos are left out; the list becomes part of the run's specification. */
export function ExcludeField({ dataset, value, error, onChange }: ExcludeFieldProps) {
  const trpc = useTRPC()
  const { data: reviewed } = useQuery(trpc.health.reviewed.queryOptions({ id: dataset }))
  const excluded = reviewed?.excluded ?? 0
  if (value === '' && excluded === 0) return null
  return (
    <Field
      label="Photos left out"
      hint={
        <>
          Decided on the set’s page of{' '}
          <Link className="link" href={setPath(dataset, 'health')}>
            health
          </Link>
          . The list is kept with the run.
        </>
      }
      error={error}
    >
      {(control) => (
        <SelectInput {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">None</option>
          <option value="current">
            What is excluded now ({reviewed === undefined ? '…' : countOf(excluded, 'photo', 'photos')})
          </option>
          {value === '' || value === 'current' ? null : (
            <option value={value}>The list of an earlier run ({value.slice(0, 12)}…)</option>
          )}
        </SelectInput>
      )}
    </Field>
  )
}
