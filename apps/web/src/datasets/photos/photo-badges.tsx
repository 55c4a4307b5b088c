import { Badge } from '@maskmirror/ui/badge'
import type { PhotoTile } from '#trpc/outputs.ts'
import { problemNames } from '../set/problem-names.ts'

/** What is known of a photo in a few words: mask, suspicion, decision. */
export function PhotoBadges({ photo, exclude }: { photo: PhotoTile; exclude: boolean | null }) {
  return (
    <span className="mt-1 flex flex-wrap gap-1 empty:hidden">
      {photo.masked ? <Badge>masked</Badge> : null}
      {photo.problems.map((kind) => (
        <Badge key={kind} tone="warn">
          {problemNames[kind].badge}
        </Badge>
      ))}
      <DecisionBadge exclude={exclude} />
    </span>
  )
}

export function DecisionBadge({ exclude }: { exclude: boolean | null }) {
  if (exclude === null) return null
  return exclude ? <Badge tone="bad">excluded</Badge> : <Badge tone="good">kept</Badge>
}
