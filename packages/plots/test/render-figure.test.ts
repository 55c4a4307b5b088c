import { errorCurve, prepareScores, scoreHistogram, scoreRange } from '@maskmirror/evaluation'
import { DOMParser, parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import {
  detFigure,
  type FigureSpec,
  figureSvg,
  renderFigure,
  rocFigure,
  scoreDistributionFigure,
} from '../src/index.ts'
import { exampleScores, exampleTable } from './example-scores.ts'

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

const figures: [string, FigureSpec][] = [
  ['det', det],
  ['roc', roc],
  ['score-distribution', distribution],
  ['perfect separation', perfect],
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
