import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const control =
  'h-9 w-full rounded-md border border-field bg-surface px-3 text-sm text-ink placeholder:text-ink-faint ' +
  'aria-invalid:border-bad disabled:opacity-55'

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={classNames(control, className)} />
}

export function SelectInput({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select {...rest} className={classNames(control, 'appearance-none pr-9', className)}>
        {children}
      </select>
      <svg
        className="pointer-events-none absolute top-1/2 right-3 size-3.5 -translate-y-1/2 text-ink-soft"
        viewBox="0 0 16 16"
        fill="none"
        aria-hidden="true"
      >
        <path d="m4 6 4 4 4-4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  )
}
