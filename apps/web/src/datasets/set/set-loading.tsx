import { Skeleton } from '@maskmirror/ui/skeleton'

/** Shown while the server reads the set, which takes its time at the first look. */
export function SetLoading() {
  return (
    <div role="status" aria-label="Loading the data set" className="grid gap-4">
      <p className="text-ink-soft">Reading the set. At the first look every file is read once.</p>
      <Skeleton className="h-40" />
      <Skeleton className="h-40" />
    </div>
  )
}
