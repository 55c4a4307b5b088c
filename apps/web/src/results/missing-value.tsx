/** Stands where a number does not exist, and says why to who listens and who points. */
export function MissingValue({ why }: { why: string }) {
  return (
    <span className="text-ink-faint" title={why}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{why}</span>
    </span>
  )
}
