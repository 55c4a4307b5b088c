import type { Markish } from '@observablehq/plot'
import { ruleX, text } from '@observablehq/plot'
import type { ThresholdRule } from './figure-spec.ts'

/**
 * Frozen thresholds as dashed rules, the chosen one as a solid one, with their names in the first facet.
 *
 * @param facets names along `fy`, from the top
 */
export function ruleMarks(rules: readonly ThresholdRule[], facets: readonly string[]): Markish[] {
  const drawn = rules.flatMap((rule) => facets.map((facet) => ({ ...rule, facet })))
  const common = { x: 'threshold', fy: 'facet', stroke: 'currentColor' } as const
  const chosen = drawn.filter(({ name }) => name === 'chosen')
  return [
    ruleX(
      drawn.filter(({ name }) => name !== 'chosen'),
      { ...common, strokeDasharray: '4,3', ariaLabel: () => 'frozen threshold' },
    ),
    ruleX(chosen, { ...common, strokeWidth: 2, ariaLabel: () => 'chosen threshold' }),
    ...drawn
      .filter(({ facet, name }) => facet === facets[0] && name !== 'chosen')
      .map((rule, i) =>
        text([rule], {
          x: 'threshold',
          fy: 'facet',
          text: 'name',
          frameAnchor: 'top',
          // names on both sides, as the thresholds are often close to each other
          textAnchor: i === 0 ? 'end' : 'start',
          dx: i === 0 ? -4 : 4,
          dy: 5,
          fill: 'currentColor',
        }),
      ),
  ]
}
