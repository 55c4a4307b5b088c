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
  switch (spec.kind) {
    case 'det':
    case 'roc':
    case 'open-set':
      return curveData(spec)
    case 'cmc':
      return cmcData(spec)
    case 'score-distribution':
      return distributionData(spec)
    case 'threshold-rates':
      return thresholdData(spec)
    case 'forest':
      return forestData(spec)
    case 'rates':
      return ratesData(spec)
    case 'scatter':
      return scatterData(spec)
  }
}

function curveData(spec: Kind<'det' | 'roc' | 'open-set'>): FigureData {
  const total = (fnmr: number) => percent(spec.kind === 'det' ? fnmr : 1 - fnmr)
  const names = {
    det: ['FMR (%)', 'FNMR (%)'],
    roc: ['FMR (%)', 'True accept rate (%)'],
    'open-set': ['FPIR (%)', 'Detection and identification rate (%)'],
  } as const
  const curves = spec.series.map(({ label, segments, frozen }) => {
    const points = segments.flatMap((segment) => segment.points)
    const shown = evenly(points, pointsPerCurve)
    const rows = [
      ...frozen.map(({ name, threshold, fmr, fnmr }) => ({
        key: `${label} ${name}`,
        cells: [label, `${name} (${score(threshold)})`, percent(fmr), total(fnmr)],
      })),
      ...shown.map(({ fmr, fnmr }, index) => ({
        key: `${label} ${index}`,
        cells: [label, 'curve', percent(fmr), total(fnmr)],
      })),
    ]
    return { rows, thinned: shown.length < points.length }
  })
  return {
    headers: ['Setting', 'Point', ...names[spec.kind]],
    rows: curves.flatMap(({ rows }) => rows),
    note: thinnedNote(curves.some(({ thinned }) => thinned)),
  }
}

function cmcData({ series }: Kind<'cmc'>): FigureData {
  return {
    headers: ['Setting', 'Rank', 'Identification rate (%)'],
    rows: series.flatMap(({ label, first, segments, complete }) => {
      const points = new Map(
        [first, ...segments.flatMap((segment) => segment.points), ...(complete === null ? [] : [complete])].map(
          ({ rank, rate }) => [rank, rate],
        ),
      )
      return [...points].map(([rank, rate]) => ({
        key: `${label} ${rank}`,
        cells: [label, String(rank), percent(rate)],
      }))
    }),
    note: null,
  }
}

function distributionData({ facets }: Kind<'score-distribution'>): FigureData {
  return {
    headers: ['Setting', 'Score from', 'to', 'Genuine (%)', 'Impostor (%)'],
    rows: facets.flatMap(({ setting, label, edges, genuine, impostor }) =>
      genuine.map((share, bin) => ({
        key: `${setting} ${bin}`,
        cells: [label, score(edges[bin]!), score(edges[bin + 1]!), percent(share), percent(impostor[bin]!)],
      })),
    ),
    note: null,
  }
}

function thresholdData({ series }: Kind<'threshold-rates'>): FigureData {
  const curves = series.flatMap(({ label, fmr, fnmr }) =>
    (
      [
        ['FMR', fmr],
        ['FNMR', fnmr],
      ] as const
    ).map(([rate, segments]) => {
      const points = segments.flatMap((segment) => segment.points)
      const shown = evenly(points, pointsPerCurve)
      const rows = shown.map((point, index) => ({
        key: `${label} ${rate} ${index}`,
        cells: [label, rate, score(point.threshold), percent(point.rate)],
      }))
      return { rows, thinned: shown.length < points.length }
    }),
  )
  return {
    headers: ['Setting', 'Rate', 'Threshold', 'Rate (%)'],
    rows: curves.flatMap(({ rows }) => rows),
    note: thinnedNote(curves.some(({ thinned }) => thinned)),
  }
}

function ratesData({ axis, groups }: Kind<'rates'>): FigureData {
  return {
    headers: ['Setting', 'Set', axis, '95 % interval (%)'],
    rows: groups.flatMap(({ name, rows }) =>
      rows.map(({ label, rate, low, high }) => ({
        key: `${name} ${label}`,
        cells: [name, label, percent(rate), `${percent(low)} to ${percent(high)}`],
      })),
    ),
    note: null,
  }
}

function forestData({ groups }: Kind<'forest'>): FigureData {
  return {
    headers: ['Compared', 'Measure', 'Difference (pp)', '95 % from', 'to', 'p (Holm)'],
    rows: groups
      .flatMap(({ rows }) => rows)
      .map(({ group, label, estimate, low, high, adjustedP }) => ({
        key: `${group} ${label}`,
        cells: [label, group, percent(estimate), percent(low), percent(high), adjustedP?.toFixed(4) ?? '–'],
      })),
    note: null,
  }
}

function scatterData({ groups }: Kind<'scatter'>): FigureData {
  return {
    headers: ['Group', 'First component', 'Second component'],
    rows: groups.flatMap(({ label, points }) =>
      evenly(points, pointsPerCurve).map(({ x, y }, index) => ({
        key: `${label} ${index}`,
        cells: [label, score(x), score(y)],
      })),
    ),
    note: thinnedNote(groups.some(({ points }) => points.length > pointsPerCurve)),
  }
}

type Kind<Name extends FigureSpec['kind']> = Extract<FigureSpec, { kind: Name }>

function thinnedNote(thinned: boolean): string | null {
  return thinned ? `At most ${pointsPerCurve} points of each line, evenly chosen.` : null
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
