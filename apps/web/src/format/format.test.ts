import { describe, expect, test } from 'vitest'
import { countOf, formatBytes } from './count.ts'
import { formatDuration } from './duration.ts'
import { formatMoment } from './moment.ts'
import { formatRate, formatRateChange, formatScore, formatShare, formatTarget } from './rate.ts'

describe('formatRate', () => {
  test.each([
    [0, '0 %'],
    [0.00001, '<0.01 %'], // seen in the sample: never looks like 0
    [0.00005, '0.01 %'],
    [0.0214, '2.14 %'],
    [1, '100.00 %'],
  ])('%s', (rate, expected) => expect(formatRate(rate)).toBe(expected.replace(' ', '\u00a0')))
})

test.each([
  [0.01, '1 %'],
  [0.001, '0.1 %'],
])('formatTarget %s', (rate, expected) => expect(formatTarget(rate)).toBe(expected.replace(' ', '\u00a0')))

test.each([
  [0.0616, '+6.16'],
  [-0.16, '−16.00'],
  [0.000001, '±0.00'],
  [0, '±0.00'],
])('formatRateChange %s', (change, expected) => expect(formatRateChange(change)).toBe(expected))

test('formatScore has a real minus sign', () => expect(formatScore(-0.1234)).toBe('−0.123'))

test('formatShare leaves the rate out when there was nothing', () => {
  expect(formatShare(3, 480)).toBe('3 of 480 (0.63\u00a0%)')
  expect(formatShare(0, 0)).toBe('0')
})

test.each([
  [1, '1 person'],
  [1204, '1,204 people'],
  [0, '0 people'],
])('countOf %s', (count, expected) => expect(countOf(count, 'person', 'people')).toBe(expected))

test.each([
  [512, '512 B'],
  [232_589, '233 kB'],
  [38_696_353, '38.7 MB'],
])('formatBytes %s', (bytes, expected) => expect(formatBytes(bytes)).toBe(expected))

test.each([
  [940, '0.9 s'],
  [18_400, '18 s'],
  [59_600, '1 min 00 s'],
  [61_000, '1 min 01 s'],
  [3_840_000, '1 h 04 min'],
])('formatDuration %s', (ms, expected) => expect(formatDuration(ms)).toBe(expected))

test('formatMoment shifts by the offset that Date gives', () => {
  expect(formatMoment(new Date('2026-01-12T23:30:00Z'), -60)).toBe('2026-01-13 00:30')
})
