import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export interface SectionProps {
  title: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  /** On the title's right: buttons, a switch. */
  actions?: ReactNode
  /** Anchor in the address. */
  id?: string
  className?: string
  children: ReactNode
}

/** A part of a page with its heading (level 2), a landmark named by it. */
export function Section({ title, lead, actions, id, className, children }: SectionProps) {
  const headingId = useId()
  return (
    <section aria-labelledby={headingId} id={id} className={classNames('scroll-mt-20', className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id={headingId} className="text-base font-semibold tracking-tight text-ink">
            {title}
          </h2>
          {lead === undefined ? null : <p className="mt-0.5 max-w-3xl text-sm text-ink-soft">{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
