import { Notice } from '@maskmirror/ui/notice'
import type { ReactNode } from 'react'
import { Advice } from '#models/advice.tsx'
import type { ModelSummary } from '#trpc/outputs.ts'

export interface LandmarkerNoticeProps {
  /** The card of the landmark model; null when the server knows none. */
  landmarker: ModelSummary | null
  /** What the page can do without. */
  children?: ReactNode
}

/** Says which file is missing or damaged and how to get it; nothing when it is there. */
export function LandmarkerNotice({ landmarker, children }: LandmarkerNoticeProps) {
  if (landmarker === null || landmarker.state === 'present') return null
  const title =
    landmarker.state === 'wrong-checksum'
      ? 'Photos need the landmark model, whose file is damaged or another one'
      : 'Photos need the landmark model, whose file is not here'
  return (
    <Notice tone="warn" title={title}>
      <Advice text={landmarker.detail ?? landmarker.description} />
      {children === undefined ? null : <p className="mt-1.5">{children}</p>}
    </Notice>
  )
}
