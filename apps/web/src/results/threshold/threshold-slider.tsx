import { Button } from '@maskmirror/ui/button'
import { useId } from 'react'
import { formatScore } from '#format/rate.ts'
import { onStep, type ScoreScale } from './score-scale.ts'

/** A threshold to jump to. */
export interface ThresholdMark {
  readonly name: string
  readonly threshold: number
  readonly explanation: string
}

/** A slider over all scores with marks at the frozen thresholds, and buttons that lead exactly there. */
export function ThresholdSlider({
  scale,
  marks,
  value,
  onChange,
}: {
  scale: ScoreScale
  marks: readonly ThresholdMark[]
  value: number
  onChange: (threshold: number) => void
}) {
  const id = useId()
  const { min, max, step } = scale
  const place = (threshold: number) => `${(100 * (threshold - min)) / (max - min)}%`
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <label htmlFor={id} className="text-sm font-medium text-ink">
          Threshold <output className="ml-1 tabular-nums">{formatScore(value)}</output>
        </label>
        <div className="flex flex-wrap gap-2">
          {marks.map(({ name, threshold, explanation }) => (
            <Button
              key={name}
              size="small"
              title={explanation}
              aria-pressed={threshold === value}
              onClick={() => onChange(threshold)}
            >
              {name} <span className="font-normal text-ink-soft tabular-nums">{formatScore(threshold)}</span>
            </Button>
          ))}
        </div>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={formatScore(value)}
        onChange={(event) => onChange(onStep(event.target.valueAsNumber, step))}
        className="mt-2 block h-6 w-full cursor-pointer accent-accent"
      />
      {/* the middle of a thumb of 16 pixels never reaches the ends of its track */}
      <div aria-hidden="true" className="relative mx-2 h-5 text-xs text-ink-soft">
        {marks.map(({ name, threshold }) => (
          <span
            key={name}
            className="absolute top-0 -translate-x-1/2 before:mx-auto before:block before:h-1.5 before:w-px before:bg-ink-soft"
            style={{ left: place(threshold) }}
          />
        ))}
        <span className="absolute top-1 left-0 -translate-x-1/4 tabular-nums">{formatScore(min)}</span>
        <span className="absolute top-1 right-0 translate-x-1/4 tabular-nums">{formatScore(max)}</span>
      </div>
    </div>
  )
}
