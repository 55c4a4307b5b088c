import { classNames } from './class-names.ts'

export interface ProgressBarProps {
  /** 0..1, or null while unknown. */
  value: number | null
  /** What is in progress, for a screen reader. */
  label: string
  /** The state in words, such as `120 of 400`. */
  text?: string
  tone?: 'accent' | 'neutral' | 'bad'
  size?: 'thin' | 'medium'
}

const tones = { accent: 'bg-accent', neutral: 'bg-ink-faint', bad: 'bg-bad' } as const

export function ProgressBar({ value, label, text, tone = 'accent', size = 'medium' }: ProgressBarProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={text}
      className={classNames('w-full overflow-hidden rounded-full bg-track', size === 'thin' ? 'h-1' : 'h-2')}
    >
      <div
        className={classNames(
          'h-full rounded-full motion-safe:transition-[width] motion-safe:duration-300',
          tones[tone],
          percent === null && 'w-1/4 opacity-60 motion-safe:animate-pulse',
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
