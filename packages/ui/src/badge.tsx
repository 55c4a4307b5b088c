import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

const tones: Readonly<Record<Tone, string>> = {
  neutral: 'border-line-strong bg-surface text-ink-soft',
  accent: 'border-accent-line bg-accent-soft text-accent-ink',
  good: 'border-good-line bg-good-soft text-good',
  warn: 'border-warn-line bg-warn-soft text-warn',
  bad: 'border-bad-line bg-bad-soft text-bad',
}

export interface BadgeProps {
  tone?: Tone
  /** A dot that moves: the thing is alive. */
  live?: boolean
  children: ReactNode
}

/** A word of state. The word says it; the colour only helps. */
export function Badge({ tone = 'neutral', live = false, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 items-center gap-1.5 rounded-full border px-2 text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {live ? <span className="size-1.5 rounded-full bg-current motion-safe:animate-pulse" aria-hidden="true" /> : null}
      {children}
    </span>
  )
}
