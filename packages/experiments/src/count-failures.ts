import type { Outcome } from '@maskmirror/core'
import type { PhotoStage } from './photo-stage.ts'
import type { FailureCount } from './result.ts'
import type { StageResults } from './run-stages.ts'

/** How many failures of one kind are named one by one. */
const namedFailures = 5

/**
 * Failures of every step, each photo (or treated pair) counted once, most frequent first within a step.
 *
 * @param describePair names a pair for people
 */
export function countFailures(
  { bare, masked, treated }: Pick<StageResults, 'bare' | 'masked' | 'treated'>,
  describePair: (pair: number) => string,
): FailureCount[] {
  const counts = [...countPhotos('photo', bare)]
  if (masked !== null) counts.push(...countPhotos('masked-photo', masked))
  for (const [setting, outcomes] of treated) {
    const tried = outcomes.flatMap((outcome, pair) =>
      // a side that has no face was counted with the photos
      outcome === null || (!outcome.ok && outcome.reason.endsWith('-failed'))
        ? []
        : [{ name: describePair(pair), outcome }],
    )
    counts.push(...countByReason({ step: 'treatment', setting }, tried))
  }
  return counts
}

function countPhotos(step: FailureCount['step'], { photos, embeddings }: PhotoStage): FailureCount[] {
  return countByReason(
    { step, setting: null },
    embeddings.map((outcome, i) => ({ name: photos[i]!.id, outcome })),
  )
}

function countByReason(
  where: Pick<FailureCount, 'step' | 'setting'>,
  items: readonly { name: string; outcome: Outcome<unknown> }[],
): FailureCount[] {
  const byReason = new Map<string, { photo: string; detail: string }[]>()
  for (const { name, outcome } of items) {
    if (outcome.ok) continue
    const known = byReason.get(outcome.reason) ?? []
    known.push({ photo: name, detail: outcome.detail })
    byReason.set(outcome.reason, known)
  }
  return [...byReason]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([reason, failures]) => ({
      ...where,
      reason,
      count: failures.length,
      of: items.length,
      examples: failures.slice(0, namedFailures),
    }))
}
