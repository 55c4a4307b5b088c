import { errorCurve, prepareScores, scoreHistogram, scoreRange } from '@maskmirror/evaluation'
import { DOMParser, parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import {
  cmcFigure,
  detFigure,
  type FigureSpec,
  figureSvg,
  forestFigure,
  openSetFigure,
  pcaFigure,
  ratesFigure,
  renderFigure,
  rocFigure,
  scoreDistributionFigure,
  thresholdRatesFigure,
  withChosenThreshold,
} from '../src/index.ts'
import { exampleDifferences, exampleScores, exampleTable } from './example-scores.ts'

const { document } = parseHTML('<!doctype html><html><body></body></html>')

const curves = exampleScores.map(({ setting, scores }) => ({ setting, curve: errorCurve(scores) }))
const range = scoreRange(exampleScores.map(({ scores }) => scores))
const histograms = exampleScores.map(({ setting, scores }) => ({
  setting,
  histogram: scoreHistogram(scores, { range }),
}))
const det = detFigure({ curves, table: exampleTable })
const roc = rocFigure({ curves, table: exampleTable })
const distribution = scoreDistributionFigure({ histograms, table: exampleTable })
const perfect = detFigure({
  curves: [{ setting: 'umr-ump', curve: errorCurve(prepareScores({ genuine: [0.8, 0.9], impostor: [0.1, 0.2] })) }],
})
const banded = detFigure({
  curves: curves.map(({ setting, curve }) => {
    const fnmr = curve.fnmr.toReversed()
    const band = {
      fmr: curve.fmr.toReversed(),
      low: fnmr.map((rate) => rate * 0.8),
      high: fnmr.map((rate) => Math.min(1, rate * 1.2)),
    }
    return { setting, curve, band }
  }),
})
const rates = thresholdRatesFigure({ curves, table: exampleTable })
const cmc = cmcFigure({
  curves: [
    { setting: 'umr-ump', probeCount: 100, rates: [0.9, 0.98, 1, 1] },
    { setting: 'umr-mp', probeCount: 100, rates: [0.5, 0.65, 0.75, 0.9] },
  ],
})
const openSet = openSetFigure({
  settings: curves.map(({ setting, curve: { thresholds, fmr, fnmr, genuineCount, impostorCount } }) => ({
    setting,
    openSet: {
      rank: 1,
      matedCount: genuineCount,
      nonMatedCount: impostorCount,
      atFpir: [],
      atThreshold: [],
      curve: { thresholds, fpir: fmr, fnir: fnmr },
    },
  })),
})
const forest = forestFigure({ rows: exampleDifferences })
const pca = pcaFigure({
  groups: [
    {
      label: 'bare',
      points: [
        { x: 0, y: 0 },
        { x: 2, y: 0 },
      ],
    },
    { label: 'masked', points: [{ x: 1, y: 1 }] },
  ],
  explained: [0.5, 0.25],
})

const sets = ratesFigure({
  rows: [
    { group: 'UMR-UMP', label: 'LFW', kind: 'photographs', rate: 0.02, low: 0.01, high: 0.03 },
    { group: 'UMR-UMP', label: 'plain', kind: 'generated', rate: 0, low: 0, high: 0.004 },
  ],
  ...{ axis: 'FNMR at FMR 1 % (%)', title: 'Generated and real', caption: 'Lines are intervals.' },
})

const figures: [string, FigureSpec][] = [
  ['det', det],
  ['roc', roc],
  ['score-distribution', distribution],
  ['perfect separation', perfect],
  ['det with bands', banded],
  ['threshold-rates', withChosenThreshold(rates, 0.3)],
  ['cmc', cmc],
  ['open-set', openSet],
  ['forest', forest],
  ['scatter', pca],
  ['rates', sets],
]

/** The elements of an SVG text, parsed anew as XML. */
function parsed(text: string) {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  return {
    root,
    all: (selector: string) => [...root.querySelectorAll(selector)],
    texts: () => [...root.querySelectorAll('text')].map((element) => element.textContent),
  }
}

describe.each(figures)('%s', (_, spec) => {
  const svg = figureSvg(spec, document)

  test('is well-formed and needs nothing from elsewhere', () => {
    expect(unbalancedTag(svg)).toBeNull()
    const names = svg.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')
    expect(names).not.toMatch(
      /https?:|<script|<image|<foreignObject|href=|url\(|&nbsp;|&(?!(amp|lt|gt|quot|apos|#\d+);)/,
    )
  })

  test('no coordinate is missing', () => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/)
  })

  test('speaks to screen readers', () => {
    const { root, all } = parsed(svg)
    expect(root.getAttribute('role')).toBe('img')
    expect(root.getAttribute('aria-label')).toBe(spec.title)
    expect(all('title')[0]!.textContent).toBe(spec.title)
    expect(all('desc')[0]!.textContent).toBe(`${spec.description} ${spec.caption}`)
  })

  test('is the same text each time it is drawn, from stored data too', () => {
    expect(figureSvg(JSON.parse(JSON.stringify(spec)), document)).toBe(svg)
  })

  test('text and axes take the colour of the page, or of the theme', () => {
    expect(svg).toContain('fill="currentColor"')
    expect(svg).not.toContain('<rect width="100%"')
    expect(figureSvg(spec, document, { theme: 'dark' })).toMatch(/<rect[^>]* fill="#14171c"/)
  })
})

describe('det', () => {
  const { all, texts } = parsed(figureSvg(det, document))
  const lines = (label: string, support: string) => all(`path[aria-label="${label}, ${support}"]`)

  test('one stroke for each supported part of each setting', () => {
    for (const { label, segments } of det.series) {
      for (const support of ['solid', 'dashed']) {
        expect(lines(label, support)).toHaveLength(segments.filter((segment) => segment.support === support).length)
      }
    }
    expect(lines('UMR-MP', 'solid').length).toBeGreaterThan(0)
    const dashed = lines('UMR-UMP', 'dashed')[0]!
    expect(dashed.closest('[stroke-dasharray]')).not.toBeNull()
    expect(lines('UMR-MP', 'solid')[0]!.closest('[stroke-dasharray]')).toBeNull()
  })

  test('axes in percent with their convention, all settings named', () => {
    const words = texts()
    for (const word of [
      'False match rate (%)',
      'False non-match rate (%)',
      'UMR-UMP',
      'UMR-MP',
      'Mirror (type-colour)',
    ]) {
      expect(words).toContain(word)
    }
    expect(words.filter((word) => ['1', '2', '5', '10', '20', '40'].includes(word)).length).toBeGreaterThanOrEqual(12)
  })

  test('every setting is marked at both frozen thresholds', () => {
    for (const { label } of det.series) {
      expect(all(`[aria-label="${label} at T100"]`)).toHaveLength(1)
      expect(all(`[aria-label="${label} at T1000"]`)).toHaveLength(1)
    }
  })
})

test('a rate of 0 stands at the border, beside a tick that says 0', () => {
  const { all, texts } = parsed(figureSvg(perfect, document, { width: 640, height: 460 }))
  expect(texts().filter((word) => word === '0')).toHaveLength(2)
  const marks = all('[aria-label="UMR-UMP, rate 0"]')
  expect(marks).toHaveLength(1)
  expect(Number(marks[0]!.getAttribute('cx'))).toBeCloseTo(58, 0)
  expect(Number(marks[0]!.getAttribute('cy'))).toBeCloseTo(460 - 46, 0)
})

test('the distribution has one facet for each setting and both thresholds in each', () => {
  const { all, texts } = parsed(figureSvg(distribution, document))
  expect(all('path[aria-label="genuine outline"]')).toHaveLength(3)
  expect(all('path[aria-label="impostor outline"]')).toHaveLength(3)
  expect(texts()).toEqual(expect.arrayContaining(['T100', 'T1000', 'UMR-MP (400 genuine, 2000 impostor)']))
  const bars = all('rect[aria-label="genuine"]')
  expect(bars).toHaveLength(distribution.facets.flatMap(({ genuine }) => genuine.filter((share) => share > 0)).length)
})

test('a band for each setting, inside of the frame', () => {
  const { all } = parsed(figureSvg(banded, document, { width: 640, height: 460 }))
  const bands = all('path[aria-label$=", band"]')
  expect(bands).toHaveLength(3)
  for (const band of bands) {
    const coordinates = [...band.getAttribute('d')!.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)]
    expect(coordinates.length).toBeGreaterThan(10)
    for (const [, x, y] of coordinates) {
      expect(Number(x)).toBeGreaterThanOrEqual(58)
      expect(Number(y)).toBeLessThanOrEqual(460 - 46)
    }
  }
})

test('error rates by threshold: both facets have every rule, the chosen one where the reader put it', () => {
  const { all } = parsed(figureSvg(withChosenThreshold(rates, 0.3), document, { width: 640 }))
  expect(all('line[aria-label="frozen threshold"]')).toHaveLength(4)
  expect(all('line[aria-label="chosen threshold"]')).toHaveLength(2)
  const place = (threshold: number) => {
    const moved = parsed(figureSvg(withChosenThreshold(rates, threshold), document, { width: 640 }))
    return Number(moved.all('line[aria-label="chosen threshold"]')[0]!.getAttribute('x1'))
  }
  expect(place(0.4)).toBeGreaterThan(place(0.3))
})

test('forest: a mark per row with its verdict, its numbers in words, and the line of no difference between the sides', () => {
  const { all, texts } = parsed(figureSvg(forest, document))
  expect(texts()).toEqual(
    expect.arrayContaining(['FNMR at T100', 'UMR-UMP → UMR-MP', '+8.00 [+6.00, +10.00], p < 0.001']),
  )
  expect(all('path[aria-label="FNMR at T100, UMR-UMP → UMR-MP, more-errors"]')).toHaveLength(1)
  expect(all('path[aria-label="FNMR at T100, UMR-MP → Mirror (flat), fewer-errors"]')).toHaveLength(1)
  expect(all('[aria-label="FMR at T100, UMR-MP → Mirror (flat), undecided"]')).toHaveLength(1)
  const zero = Number(all('line[aria-label="no difference"]')[0]!.getAttribute('x1'))
  const ends = (row: string) => {
    const link = all(`path[aria-label="${row}"]`)[0]!
    return [...link.getAttribute('d')!.matchAll(/[ML](-?[\d.]+),/g)].map((match) => Number(match[1]))
  }
  expect(Math.min(...ends('FNMR at T100, UMR-UMP → UMR-MP'))).toBeGreaterThan(zero)
  expect(Math.max(...ends('FNMR at T100, UMR-MP → Mirror (flat)'))).toBeLessThan(zero)
})

test('cmc: rank 1 is marked for every setting, the first complete rank too', () => {
  const { all } = parsed(figureSvg(cmc, document))
  expect(all('[aria-label="UMR-UMP at rank 1"]')).toHaveLength(1)
  expect(all('[aria-label="UMR-MP at rank 1"]')).toHaveLength(1)
  expect(all('[aria-label="UMR-UMP, no miss"]')).toHaveLength(1)
  expect(all('[aria-label="UMR-MP, no miss"]')).toHaveLength(0)
})

test('scatter: a unit has the same length on both axes', () => {
  const { all } = parsed(figureSvg(pca, document))
  const [left, right] = all('circle[aria-label="bare"]')
  const top = all('path[aria-label="masked"]')[0]!
  const [, , y] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(top.getAttribute('transform')!)!
  const across = Number(right!.getAttribute('cx')) - Number(left!.getAttribute('cx'))
  const up = Number(left!.getAttribute('cy')) - Number(y)
  expect(across / 2).toBeCloseTo(up, 6)
})

test('labels that would touch each other are left out on a narrow axis', () => {
  const labels = (width: number) => {
    const { all } = parsed(figureSvg(det, document, { width }))
    return all('[aria-label="x-axis tick label"] text').map((element) => element.textContent)
  }
  expect(labels(300).length).toBeLessThan(labels(900).length)
  expect([labels(300)[0], labels(300).at(-1)]).toEqual([labels(900)[0], labels(900).at(-1)])
})

test.each([
  [{ width: 100 }, 'Expected width in 240..4000 pixels but received 100'],
  [{ height: Number.NaN }, 'Expected height in 160..8000 pixels but received NaN'],
])('rejects the size %o', (size, message) => {
  expect(() => renderFigure(det, { document, ...size })).toThrow(message)
})

/** The first tag that XML would not accept where it stands, null for a well-formed text. */
function unbalancedTag(xml: string): string | null {
  const open: string[] = []
  const tag = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|<[^>]*>?/g
  for (const [whole, closing, name, , selfClosing] of xml.matchAll(tag)) {
    if (name === undefined) return whole
    if (closing === '/') {
      if (open.pop() !== name) return whole
    } else if (selfClosing !== '/') open.push(name)
  }
  return open.at(-1) ?? null
}

test('names of systems with XML characters stay text, in attributes too', () => {
  const svg = figureSvg({ ...det, title: 'a<b & "c"' }, document)
  expect(svg).toContain('aria-label="a&lt;b &amp; &quot;c&quot;"')
  expect(svg).toContain('<title>a&lt;b &amp; "c"</title>')
})
