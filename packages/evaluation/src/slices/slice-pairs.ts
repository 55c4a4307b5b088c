import { EvaluationError } from '#evaluation-error.ts'
import type { PairAttribute } from './pair-attribute.ts'

/** Pairs that are alike in one attribute. */
export interface PairSlice {
  readonly label: string
  /** Limits of a number's slice, the upper one left out of it except in the last slice; null for words and for what is not known. */
  readonly range: { readonly low: number; readonly high: number } | null
  readonly pairIndices: readonly number[]
}

/** Words of an attribute that get a slice of their own; the rarer ones share one (our choice). */
const mostWords = 12

/** Slices of a number without given edges (our choice). */
const quantiles = 4

/**
 * Splits a pair list by an attribute; every pair is in exactly one slice, those without a value in the last one.
 *
 * Words: by falling number of pairs, at most 12, the others together. Numbers: between the given edges, else in quarters of the
 * values that occur; equal values are never split, so that there can be fewer.
 *
 * @throws EvaluationError `attribute-unusable` for values that are not finite or edges that do not ascend
 */
export function slicePairs(attribute: PairAttribute): PairSlice[] {
  const known = attribute.kind === 'category' ? sliceWords(attribute.values) : sliceNumbers(attribute)
  const unknown = attribute.values.flatMap((value, pair) => (value === null ? [pair] : []))
  return unknown.length === 0 ? known : [...known, { label: 'not known', range: null, pairIndices: unknown }]
}

/** How the slices of an attribute were made, a sentence. */
export function sliceRule(attribute: PairAttribute): string {
  if (attribute.kind === 'category')
    return `The ${mostWords} values with most pairs, each by itself; the others together.`
  if (attribute.edges !== undefined) return `Between the limits ${attribute.edges.join(', ')}.`
  return 'Quarters of the values over all pairs; equal values are never split.'
}

function sliceWords(values: readonly (string | null)[]): PairSlice[] {
  const byWord = new Map<string, number[]>()
  for (const [pair, word] of values.entries()) {
    if (word === null) continue
    const known = byWord.get(word)
    if (known === undefined) byWord.set(word, [pair])
    else known.push(pair)
  }
  const sorted = [...byWord].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  const slices = sorted.slice(0, mostWords).map(([label, pairIndices]) => ({ label, range: null, pairIndices }))
  const others = sorted.slice(mostWords).flatMap(([, pairs]) => pairs)
  if (others.length === 0) return slices
  return [...slices, { label: `${sorted.length - mostWords} other values`, range: null, pairIndices: others }]
}

function sliceNumbers(attribute: PairAttribute & { kind: 'number' }): PairSlice[] {
  const { values, unit, name } = attribute
  const fail = (message: string) => new EvaluationError({ code: 'attribute-unusable', message, details: { name } })
  const wrong = values.findIndex((value) => value !== null && !Number.isFinite(value))
  if (wrong >= 0)
    throw fail(`Expected ${name} to be finite numbers or null but received ${values[wrong]} for pair ${wrong}`)
  const edges = attribute.edges ?? quantileEdges(values)
  if (edges.some((edge, i) => !Number.isFinite(edge) || edge <= (edges[i - 1] ?? -Infinity))) {
    throw fail(`Expected edges of ${name} to ascend but received ${edges.join(', ')}`)
  }
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return []
  const lowest = present.reduce((a, b) => Math.min(a, b))
  const highest = present.reduce((a, b) => Math.max(a, b))
  const members = Array.from({ length: edges.length + 1 }, (): number[] => [])
  for (const [pair, value] of values.entries()) {
    if (value !== null) members[edges.filter((edge) => edge <= value).length]!.push(pair)
  }
  return members.flatMap((pairIndices, i) => {
    if (pairIndices.length === 0) return []
    const range = { low: Math.max(lowest, edges[i - 1] ?? lowest), high: Math.min(highest, edges[i] ?? highest) }
    const below = i === edges.length ? 'to' : 'to below'
    const text =
      attribute.edges === undefined
        ? range.low === range.high
          ? shown(range.low)
          : `${shown(range.low)} ${below} ${shown(range.high)}`
        : betweenText(edges[i - 1], edges[i])
    return [{ label: unit === '' ? text : `${text} ${unit}`, range, pairIndices }]
  })
}

/** A slice by the limits that were asked for. */
function betweenText(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return high === undefined ? 'any' : `below ${shown(high)}`
  return high === undefined ? `from ${shown(low)}` : `${shown(low)} to below ${shown(high)}`
}

function quantileEdges(values: readonly (number | null)[]): number[] {
  const ascending = Float64Array.from(values.filter((value) => value !== null)).sort()
  const edges = new Set<number>()
  for (let k = 1; k < quantiles; k++) {
    const edge = ascending[Math.floor((k * ascending.length) / quantiles)]
    if (edge !== undefined && edge > ascending[0]!) edges.add(edge)
  }
  return [...edges]
}

/** Three significant digits, without trailing zeros. */
function shown(value: number): string {
  return String(Number(value.toPrecision(3)))
}
