import { type ReactNode, useId } from 'react'

export interface RangeInputProps {
  label: ReactNode
  value: number
  min: number
  max: number
  step: number
  /** The value with its unit, shown and read out. */
  text: string
  disabled?: boolean
  onChange: (value: number) => void
}

/** A slider with its value written beside its label. */
export function RangeInput({ label, value, min, max, step, text, disabled = false, onChange }: RangeInputProps) {
  const id = useId()
  return (
    <div className={disabled ? 'opacity-55' : undefined}>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        <span className="text-xs text-ink-soft tabular-nums" aria-hidden="true">
          {text}
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={text}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="mt-1 block h-5 w-full cursor-pointer accent-accent"
      />
    </div>
  )
}
