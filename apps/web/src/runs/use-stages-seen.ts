'use client'

import { useState } from 'react'

/** The stages that a run has been through since the page opened, the present one last. */
export function useStagesSeen(stage: string | null): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([])
  if (stage === null || seen.includes(stage)) return seen
  const now = [...seen, stage]
  setSeen(now)
  return now
}
