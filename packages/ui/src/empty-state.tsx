import type { ReactNode } from 'react'

/** Says why there is nothing here and what to do about it. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-lg border border-dashed border-line-strong px-6 py-10 text-center">
      <p className="text-sm font-medium text-ink">{title}</p>
      {children === undefined ? null : <div className="mx-auto mt-1 max-w-prose text-sm text-ink-soft">{children}</div>}
      {action === undefined ? null : <div className="mt-4 flex justify-center gap-2">{action}</div>}
    </div>
  )
}
