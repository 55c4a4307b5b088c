import { Button } from '@maskmirror/ui/button'
import { formatCount } from '#format/count.ts'

export interface PageLinksProps {
  label: string
  /** From 0. */
  page: number
  pages: number
  onPage: (page: number) => void
}

/** The way to other pages; nothing where there is only one. */
export function PageLinks({ label, page, pages, onPage }: PageLinksProps) {
  if (pages <= 1 && page === 0) return null
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-3">
      <Button size="small" disabled={page === 0} onClick={() => onPage(Math.min(page, pages) - 1)}>
        Previous
      </Button>
      <span className="text-sm text-ink-soft tabular-nums">
        Page {formatCount(page + 1)} of {formatCount(Math.max(1, pages))}
      </span>
      <Button size="small" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  )
}
