'use client'

import { useSyncExternalStore } from 'react'
import { formatMoment } from './moment.ts'

/** A moment as `2026-03-01 14:05`, in UTC until the page knows the reader's time zone. */
export function LocalTime({ iso }: { iso: string }) {
  const text = useSyncExternalStore(
    never,
    () => formatMoment(new Date(iso), new Date(iso).getTimezoneOffset()),
    () => formatMoment(new Date(iso), 0),
  )
  return (
    <time dateTime={iso} title={iso} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  )
}

const never = () => () => {}
