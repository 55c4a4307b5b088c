import type { RateInterval } from '#table-rates.ts'

/** A number that does not exist. */
export const missing = '-'

/** A rate as percent without sign: two decimals, more below 0.1 % so that a small rate does not look like none. */
export function percent(rate: number): string {
  const value = rate * 100
  return value > 0 && value < 0.1 ? value.toPrecision(2) : value.toFixed(2)
}

export function percentOrMissing(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? missing : percent(rate)
}

/** A lower limit that is nothing beside the upper one shows as 0. */
export function intervalText(interval: RateInterval | null | undefined): string {
  if (interval === null || interval === undefined) return missing
  const { low, high } = interval
  return `${percent(low < 1e-6 && low < high / 1000 ? 0 : low)}..${percent(high)}`
}

export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined ? missing : value.toFixed(decimals)
}

/** With a sign, so that a change cannot be read as a value. */
export function signed(value: number | null, decimals: number): string {
  if (value === null) return missing
  const text = value.toFixed(decimals)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}

/** `12,345` */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
