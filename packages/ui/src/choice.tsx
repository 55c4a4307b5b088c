import { type ReactNode, useId } from 'react'
import { FieldError } from './field.tsx'

export interface Choice<Value extends string> {
  value: Value
  label: ReactNode
  /** One line on what it means. */
  explanation?: ReactNode
}

export interface ChoiceGroupProps<Value extends string> {
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  name: string
  choices: readonly Choice<Value>[]
  /** The chosen value, or the chosen values when several may be. */
  chosen: Value | readonly Value[]
  onToggle: (value: Value, chosen: boolean) => void
}

/** Radio buttons when `chosen` is one value, checkboxes when it is a list; each with its explanation. */
export function ChoiceGroup<Value extends string>({
  legend,
  hint,
  error,
  name,
  choices,
  chosen,
  onToggle,
}: ChoiceGroupProps<Value>) {
  const id = useId()
  const several = Array.isArray(chosen)
  const isChosen = (value: Value) => (several ? chosen.includes(value) : chosen === value)
  return (
    <fieldset
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      aria-invalid={error === undefined ? undefined : true}
    >
      <legend className="mb-1 text-sm font-medium text-ink">{legend}</legend>
      {hint === undefined ? null : <p className="mb-2 text-xs text-ink-soft">{hint}</p>}
      <div className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {choices.map(({ value, label, explanation }) => (
          <label key={value} className="flex cursor-pointer items-start gap-3 px-3 py-2 hover:bg-hover">
            <input
              type={several ? 'checkbox' : 'radio'}
              name={name}
              value={value}
              checked={isChosen(value)}
              onChange={(event) => onToggle(value, event.target.checked)}
              aria-describedby={explanation === undefined ? undefined : `${id}-${value}`}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 text-sm">
              <span className="block font-medium text-ink">{label}</span>
              {explanation === undefined ? null : (
                <span id={`${id}-${value}`} className="block text-xs text-ink-soft">
                  {explanation}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  )
}
