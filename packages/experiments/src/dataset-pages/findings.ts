import type { HealthReport } from '../dataset-health/health-report.ts'
import type { OpenedSet } from './opened-sets.ts'
import { type ProblemItem, type ProblemKind, problemItems } from './problem-items.ts'

/** A report as it is looked up, for one set as it is now. */
export interface Findings {
  readonly report: HealthReport
  /** Whether the report is about the set as it is now. */
  readonly isCurrent: boolean
  readonly items: ReadonlyMap<ProblemKind, readonly ProblemItem[]>
  /** The suspects of the set by their place, with the items that name them. */
  readonly byPosition: ReadonlyMap<number, readonly ProblemItem[]>
}

export function indexFindings(report: HealthReport, { dataset, positionOf }: OpenedSet): Findings {
  const items = problemItems(report, dataset.name)
  const byPosition = new Map<number, ProblemItem[]>()
  for (const item of [...items.values()].flat()) {
    for (const { photo } of item.photos) {
      const position = photo.set === dataset.name ? positionOf.get(photo.photo) : undefined
      if (position === undefined) continue
      const known = byPosition.get(position)
      if (known === undefined) byPosition.set(position, [item])
      else known.push(item)
    }
  }
  const isCurrent = report.sets.some(({ name, checksum }) => name === dataset.name && checksum === dataset.checksum)
  return { report, isCurrent, items, byPosition }
}
