/**
 * A moment as `2026-03-01 14:05`.
 *
 * @param offsetMinutes as Date.getTimezoneOffset gives it: UTC minus local time
 */
export function formatMoment(moment: Date, offsetMinutes: number): string {
  const local = new Date(moment.getTime() - offsetMinutes * 60_000)
  return local.toISOString().slice(0, 16).replace('T', ' ')
}
