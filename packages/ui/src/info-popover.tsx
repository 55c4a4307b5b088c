import { type CSSProperties, type ReactNode, useId } from 'react'

/** A small button that opens an explanation beside it. The browser opens, closes (Escape) and keeps the focus in order. */
export function InfoPopover({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  const anchor = `--info-${id.replaceAll(/[^a-zA-Z0-9]/g, '')}`
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        style={{ anchorName: anchor } as CSSProperties}
        className="inline-grid size-4 cursor-help place-items-center rounded-full align-text-bottom text-ink-faint hover:text-ink"
      >
        <span className="sr-only">{label}</span>
        <svg className="size-3.5" viewBox="0 0 16 16" fill="none" aria-hidden="true">
          <circle cx="8" cy="8" r="6.5" stroke="currentColor" strokeWidth="1.25" />
          <path d="M8 7.2v4M8 4.8v.2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
      </button>
      <div
        id={id}
        popover="auto"
        style={{ positionAnchor: anchor } as CSSProperties}
        className="info-popover w-72 max-w-[calc(100vw-2rem)] rounded-md border border-line-strong bg-surface p-3 text-left text-xs font-normal whitespace-normal text-ink shadow-lg"
      >
        {children}
      </div>
    </>
  )
}
