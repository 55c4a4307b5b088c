import type { Markish, PlotOptions } from '@observablehq/plot'
import { axisX, axisY, frame, gridX, line, rectY, text } from '@observablehq/plot'
import { createFigureFrame, faint } from './figure-frame.ts'
import type { DistributionFacet, ScoreDistributionFigure } from './figure-spec.ts'
import { percentText } from './percent-text.ts'
import { ruleMarks } from './rule-marks.ts'
import { classColours } from './setting-style.ts'

interface Bin {
  readonly label: string
  readonly low: number
  readonly high: number
  readonly share: number
}

/** Plot options of a score distribution: one facet below the other, the same axes in all. */
export function scoreDistributionOptions(
  spec: ScoreDistributionFigure,
  widthPx: number,
  heightPx: number,
): PlotOptions {
  const figureFrame = createFigureFrame(
    [
      { label: 'Genuine (solid outline)', colour: classColours.genuine, symbol: 'square', filled: true },
      { label: 'Impostor (dashed outline)', colour: classColours.impostor, symbol: 'square', filled: false },
    ],
    { widthPx, heightPx, clearancePx: 36, marginLeft: 50 },
  )
  const narrow = widthPx < wordyPx
  const labels = spec.facets.map(({ label }) => label)
  return {
    ...figureFrame.layout,
    x: { type: 'linear', domain: scoreDomain(spec) },
    y: { type: 'linear', domain: [0, 1.2 * largestShare(spec)] }, // room for the names of the thresholds
    fy: { domain: labels, axis: null, padding: 0.22 },
    marks: [
      gridX(faint),
      ...classMarks(spec.facets, 'impostor'),
      ...classMarks(spec.facets, 'genuine'),
      ...ruleMarks(spec.thresholds, labels),
      frame({ stroke: 'currentColor', strokeOpacity: 0.4 }),
      text(spec.facets, {
        fy: 'label',
        text: ({ label, genuineCount, impostorCount }: DistributionFacet) =>
          narrow ? label : `${label} (${genuineCount} genuine, ${impostorCount} impostor)`,
        frameAnchor: 'top-left',
        lineAnchor: 'bottom',
        dy: -5,
        fontWeight: 600,
        fill: 'currentColor',
      }),
      axisY({
        ticks: 3,
        tickSize: 4,
        tickFormat: (share: number) => percentText(share),
        label: 'Share of class per bin (%)',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 44,
      }),
      axisX({
        tickSize: 4,
        label: narrow ? 'Similarity score' : 'Similarity score (accepted when at or above the threshold)',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 40,
      }),
      ...figureFrame.legendMarks,
    ],
  }
}

/** Figures that are narrower leave out words that the page around them also says; our choice. */
export const wordyPx = 440

function largestShare({ facets }: ScoreDistributionFigure): number {
  return Math.max(...facets.flatMap(({ genuine, impostor }) => [...genuine, ...impostor]))
}

function scoreDomain({ facets, thresholds }: ScoreDistributionFigure): [number, number] {
  const values = [
    ...facets.flatMap(({ edges }) => [edges[0]!, edges.at(-1)!]),
    ...thresholds.map(({ threshold }) => threshold),
  ]
  return [Math.min(...values), Math.max(...values)]
}

function classMarks(facets: readonly DistributionFacet[], side: 'genuine' | 'impostor'): Markish[] {
  const colour = classColours[side]
  const bins = facets.flatMap(({ label, edges, [side]: shares }) =>
    shares.map((share, i): Bin => ({ label, low: edges[i]!, high: edges[i + 1]!, share })),
  )
  const outline = bins.flatMap(({ label, low, high, share }) => [
    { label, score: low, share },
    { label, score: high, share },
  ])
  return [
    rectY(
      bins.filter(({ share }) => share > 0),
      {
        x1: 'low',
        x2: 'high',
        y1: 0,
        y2: 'share',
        fy: 'label',
        fill: colour,
        fillOpacity: 0.25,
        ariaLabel: () => side,
      },
    ),
    line(outline, {
      x: 'score',
      y: 'share',
      fy: 'label',
      z: 'label',
      stroke: colour,
      strokeWidth: 1.4,
      ...(side === 'impostor' ? { strokeDasharray: '4,2' } : {}),
      ariaLabel: () => `${side} outline`,
    }),
  ]
}
