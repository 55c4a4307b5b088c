import { Badge, type Tone } from '@maskmirror/ui/badge'
import type { RunStatus } from '#trpc/outputs.ts'

const looks: Readonly<Record<RunStatus, { tone: Tone; word: string; live?: boolean }>> = {
  queued: { tone: 'neutral', word: 'Queued' },
  running: { tone: 'accent', word: 'Running', live: true },
  succeeded: { tone: 'good', word: 'Finished' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
  failed: { tone: 'bad', word: 'Failed' },
}

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { tone, word, live = false } = looks[status]
  return (
    <Badge tone={tone} live={live}>
      {word}
    </Badge>
  )
}
