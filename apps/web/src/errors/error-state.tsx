'use client'

import { Button } from '@maskmirror/ui/button'
import { Notice } from '@maskmirror/ui/notice'
import type { Ref } from 'react'
import { describeError } from './describe-error.ts'

export interface ErrorStateProps {
  error: unknown
  /** What the button does; default label `Try again`. */
  onAction: () => void
  actionLabel?: string
  ref?: Ref<HTMLDivElement>
}

/** An error in the words of whoever found it, with one thing to do about it. */
export function ErrorState({ error, onAction, actionLabel = 'Try again', ref }: ErrorStateProps) {
  const { title, message, reason } = describeError(error)
  return (
    <Notice
      tone="bad"
      title={title}
      alert
      actions={<Button onClick={onAction}>{actionLabel}</Button>}
      {...(ref === undefined ? {} : { ref })}
    >
      <p>{message}</p>
      {reason === null ? null : <p className="mt-1 font-mono text-xs text-ink-soft">{reason}</p>}
    </Notice>
  )
}
