import type { ReactNode } from 'react'

/** Something to open when wanted. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group/disclosure">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1.5 rounded text-sm text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <svg
          className="size-3 shrink-0 motion-safe:transition-transform group-open/disclosure:rotate-90"
          viewBox="0 0 12 12"
          fill="none"
          aria-hidden="true"
        >
          <path
            d="m4.5 2.5 3.5 3.5-3.5 3.5"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        {summary}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  )
}
