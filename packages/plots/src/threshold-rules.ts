import type { ComparisonTable } from '@maskmirror/evaluation'
import type { ThresholdRule } from './figure-spec.ts'

/** The frozen thresholds that a table has. */
export function frozenRules({ frozen }: ComparisonTable): ThresholdRule[] {
  const named = [
    ['T100', frozen.fmr100.threshold],
    ['T1000', frozen.fmr1000.threshold],
  ] as const
  return named.flatMap(([name, threshold]) => (threshold === null ? [] : [{ name, threshold }]))
}

/** A figure with a threshold that a reader chose; one chosen before goes. */
export function withChosenThreshold<Figure extends { readonly thresholds: readonly ThresholdRule[] }>(
  figure: Figure,
  threshold: number,
): Figure {
  const others = figure.thresholds.filter(({ name }) => name !== 'chosen')
  return { ...figure, thresholds: [...others, { name: 'chosen', threshold }] }
}

/** What the rules are, for a caption; empty without frozen ones. */
export function rulesText(rules: readonly ThresholdRule[]): string[] {
  if (rules.length === 0) return []
  return [
    'T100 and T1000: thresholds fixed on UMR-UMP at FMR 1 % and 0.1 %; scores at or to the right of one are accepted.',
  ]
}
