import { classNames } from './class-names.ts'

/** A place that is kept for something that is on its way; give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div className={classNames('rounded bg-track motion-safe:animate-pulse', className)} aria-hidden="true" />
}

/** Rows of a table that is on its way. */
export function SkeletonTable({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="border-b border-line px-3 py-2.5">
        <Skeleton className="h-3 w-2/5" />
      </div>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex items-center gap-6 border-b border-line px-3 py-3 last:border-b-0">
          <Skeleton className="h-3.5 w-1/4" />
          <Skeleton className="h-3.5 w-16" />
          <Skeleton className="ml-auto h-3.5 w-1/5" />
        </div>
      ))}
    </div>
  )
}
