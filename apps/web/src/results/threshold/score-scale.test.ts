import type { FigureSpec } from '@maskmirror/plots'
import { describe, expect, test } from 'vitest'
import { onStep, scoreScale } from './score-scale.ts'

function distributions(...edges: number[]): FigureSpec {
  const facet = {
    setting: 'umr-ump',
    label: 'UMR-UMP',
    genuineCount: 1,
    impostorCount: 1,
    edges,
    genuine: [1],
    impostor: [1],
  }
  return {
    kind: 'score-distribution',
    title: 'T',
    description: 'D',
    caption: 'C',
    facets: [{ ...facet, setting: 'umr-ump' as const }],
    thresholds: [],
  }
}

describe('scoreScale', () => {
  test.each([
    [[-0.2134, 0.9871], { min: -0.214, max: 0.988, step: 0.001 }],
    [[0.6131, 0.9367], { min: 0.613, max: 0.937, step: 0.001 }],
    [[0.61045, 0.64987], { min: 0.6104, max: 0.6499, step: 0.0001 }],
    [[-350, 420], { min: -350, max: 421, step: 1 }],
  ])('%j', (edges, expected) => {
    const scale = scoreScale(distributions(...edges))
    expect(scale).toEqual(expected)
    // both ends decide everything alike
    expect(scale.min).toBeLessThanOrEqual(edges[0]!)
    expect(scale.max).toBeGreaterThan(edges[1]!)
  })

  test('scores that are all the same still have two ends', () => {
    const { min, max } = scoreScale(distributions(0.5, 0.5))
    expect(max).toBeGreaterThan(min)
  })
})

test('onStep: no rounding of binary fractions', () => {
  expect(onStep(0.1 + 0.2, 0.001)).toBe(0.3)
  expect(onStep(119.99999999, 1)).toBe(120)
})
