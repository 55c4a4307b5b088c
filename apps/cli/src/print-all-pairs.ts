import { comparisonTableText, reportText } from '@maskmirror/evaluation'
import type { CountedScores } from '@maskmirror/evaluation/counting'
import { pointSections, pointsOfCounted, resultOfCounted, tableOfCount } from '@maskmirror/evaluation/score-sets'
import type { EmbeddingSet } from '@maskmirror/experiments/all-pairs'

/** What was compared and what came out. */
export interface MeasuredPairs {
  readonly name: string
  readonly references: EmbeddingSet
  /** Null when the references were compared with each other. */
  readonly probes: EmbeddingSet | null
  readonly counted: CountedScores
  /** With the start of the threads, without reading files. */
  readonly seconds: number
}

export function allPairsJson(measured: MeasuredPairs) {
  const { references, probes, counted, seconds } = measured
  const { passes, auc, aucUncertainty, curve } = counted
  return {
    dimension: references.dimension,
    references: sizeOf(references),
    probes: probes === null ? null : sizeOf(probes),
    ...shown(measured),
    auc,
    aucUncertainty,
    curve,
    passes,
    seconds,
  }
}

export function printAllPairs(measured: MeasuredPairs): void {
  const { references, probes, counted, seconds } = measured
  const width = Math.max(80, process.stdout.columns ?? 120)
  const { table, points } = shown(measured)
  const pairs = counted.genuineCount + counted.impostorCount
  const others = probes === null ? 'each other, every pair once' : sideText('probes', probes)
  console.log(
    `${sideText('references', references)}, compared with ${others}: ${pairs.toLocaleString('en-US')} pairs\n`,
  )
  console.log(comparisonTableText(table, { width }))
  const sections = pointSections([points])
  if (sections.length > 0) console.log(reportText({ sections, notes: [] }, { width }))
  const rate = Math.round(pairs / seconds / 1e6)
  console.log(`Exact: as if all scores had been sorted. ${seconds.toFixed(1)} s, ${rate} million pairs a second`)
}

function shown({ name, counted }: MeasuredPairs) {
  const setting = `system:${name}` as const
  const result = resultOfCounted(setting, counted, { fmr100: null, fmr1000: null })
  return { table: tableOfCount({ result }, null), points: pointsOfCounted(setting, counted, 0) }
}

function sizeOf({ count, people }: EmbeddingSet) {
  return { count, people: new Set(people).size }
}

function sideText(name: string, set: EmbeddingSet): string {
  const { count, people } = sizeOf(set)
  return `${count.toLocaleString('en-US')} ${name} of ${people.toLocaleString('en-US')} people`
}
