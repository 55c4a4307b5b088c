'use client'

import { useSyncExternalStore } from 'react'

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

/** @param offsetMinutes as Date.getTimezoneOffset gives it: UTC minus local time */
export function formatMoment(moment: Date, offsetMinutes: number): string {
  const local = new Date(moment.getTime() - offsetMinutes * 60_000)
  return local.toISOString().slice(0, 16).replace('T', ' ')
}
