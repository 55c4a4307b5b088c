import type { ReactNode } from 'react'

/** The parts of a page below each other; wide tables scroll inside of theirs. */
export function PageStack({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[minmax(0,1fr)] gap-10">{children}</div>
}
