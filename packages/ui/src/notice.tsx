import type { ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'

export type NoticeTone = 'info' | 'warn' | 'bad'

const tones: Readonly<Record<NoticeTone, string>> = {
  info: 'border-line-strong bg-surface',
  warn: 'border-warn-line bg-warn-soft',
  bad: 'border-bad-line bg-bad-soft',
}
const titles: Readonly<Record<NoticeTone, string>> = { info: 'text-ink', warn: 'text-warn', bad: 'text-bad' }

export interface NoticeProps {
  tone?: NoticeTone
  title?: ReactNode
  actions?: ReactNode
  /** Read out at once when it appears: for what a person has just caused. */
  alert?: boolean
  ref?: Ref<HTMLDivElement>
  children?: ReactNode
}

/** A message in the page. It can be given the focus by its ref. */
export function Notice({ tone = 'info', title, actions, alert = false, ref, children }: NoticeProps) {
  return (
    <div
      ref={ref}
      tabIndex={ref === undefined ? undefined : -1}
      role={alert ? 'alert' : undefined}
      className={classNames('rounded-lg border px-4 py-3 text-sm text-ink', tones[tone])}
    >
      {title === undefined ? null : <p className={classNames('font-semibold', titles[tone])}>{title}</p>}
      {children === undefined ? null : (
        <div className={classNames(title !== undefined && 'mt-1', 'break-words')}>{children}</div>
      )}
      {actions === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
