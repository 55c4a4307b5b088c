import { MaskMirrorError } from './error.ts'

/**
 * JSON with object keys in code-unit order and no white space, so that equal values give equal text to hash.
 * Properties that are undefined are left out, as JSON.stringify does.
 *
 * @throws MaskMirrorError `not-json` for a number that JSON cannot hold, a function, a symbol or a bigint
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  throw new MaskMirrorError({
    code: 'not-json',
    message: `Expected a value that JSON can hold but received ${typeof value} ${String(value)}`,
  })
}
