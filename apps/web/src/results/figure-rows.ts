import type { FigureSpec } from '@maskmirror/plots'

/** A line of a figure's data as text. */
export interface FigureRow {
  readonly key: string
  readonly cells: readonly string[]
}

export interface FigureData {
  readonly headers: readonly string[]
  readonly rows: readonly FigureRow[]
  /** What is left out, or null. */
  readonly note: string | null
}

/** Points of one curve that a table shows, evenly chosen, both ends among them; our choice. */
const pointsPerCurve = 20

/** The numbers behind a figure, for who reads a table rather than a picture. */
export function figureData(spec: FigureSpec): FigureData {
  if (spec.kind === 'score-distribution') {
    return {
      headers: ['Setting', 'Score from', 'to', 'Genuine (%)', 'Impostor (%)'],
      rows: spec.facets.flatMap(({ setting, label, edges, genuine, impostor }) =>
        genuine.map((share, bin) => ({
          key: `${setting} ${bin}`,
          cells: [label, score(edges[bin]!), score(edges[bin + 1]!), percent(share), percent(impostor[bin]!)],
        })),
      ),
      note: null,
    }
  }
  const total = (fnmr: number) => percent(spec.kind === 'roc' ? 1 - fnmr : fnmr)
  const curves = spec.series.map(({ setting, label, segments, frozen }) => {
    const points = segments.flatMap((segment) => segment.points)
    const shown = evenly(points, pointsPerCurve)
    const rows = [
      ...frozen.map(({ name, threshold, fmr, fnmr }) => ({
        key: `${setting} ${name}`,
        cells: [label, `${name} (${score(threshold)})`, percent(fmr), total(fnmr)],
      })),
      ...shown.map(({ fmr, fnmr }, index) => ({
        key: `${setting} ${index}`,
        cells: [label, 'curve', percent(fmr), total(fnmr)],
      })),
    ]
    return { rows, thinned: shown.length < points.length }
  })
  return {
    headers: ['Setting', 'Point', 'FMR (%)', spec.kind === 'roc' ? 'True accept rate (%)' : 'FNMR (%)'],
    rows: curves.flatMap(({ rows }) => rows),
    note: curves.some(({ thinned }) => thinned)
      ? `At most ${pointsPerCurve} points of each curve, evenly chosen.`
      : null,
  }
}

function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))]!)
}

function percent(rate: number): string {
  return (rate * 100).toFixed(2)
}

function score(value: number): string {
  return value.toFixed(3)
}
