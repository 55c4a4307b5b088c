import {
  comparisonTableCsv,
  comparisonTableLatex,
  comparisonTableMarkdown,
  differencesCsv,
  slicesCsv,
} from '@maskmirror/evaluation'
import { scoreText } from '@maskmirror/evaluation/score-files'
import { pairsCsv } from './pairs-csv.ts'
import { figureFilePng, figureFileSvg } from './report/figure-file.ts'
import type { RunResult } from './result.ts'
import { type RunFigures, runFigures } from './run-figures.ts'
import type { RunScores } from './run-scores.ts'
import { scoreChunkOf } from './score-chunk-of.ts'
import type { RunDetail } from './workbench.ts'

/** A file made from a finished run. */
export interface RunExport {
  readonly type: string
  readonly body: string | Uint8Array
}

/** What an export is made from. */
export interface ExportedRun {
  readonly run: RunDetail & { readonly result: RunResult }
  /** Asked for by exports of scores only. */
  readonly readScores: () => Promise<RunScores>
}

const csv = 'text/csv; charset=utf-8'

/** Everything but figures, by file name. */
const documents: Readonly<Record<string, (exported: ExportedRun) => Promise<RunExport | null>>> = {
  'result.json': async ({ run }) => ({ type: 'application/json', body: `${JSON.stringify(run, null, 2)}\n` }),
  'table.csv': async ({ run }) => ({ type: csv, body: comparisonTableCsv(run.result.table) }),
  'table.md': async ({ run }) => ({
    type: 'text/markdown; charset=utf-8',
    body: comparisonTableMarkdown(run.result.table),
  }),
  'table.tex': async ({ run }) => ({ type: 'application/x-latex', body: comparisonTableLatex(run.result.table) }),
  'differences.csv': async ({ run }) => {
    const { differences } = run.result.table
    return differences.length === 0 ? null : { type: csv, body: differencesCsv(differences) }
  },
  'slices.csv': async ({ run }) => {
    const { slices } = run.result
    return slices.length === 0 ? null : { type: csv, body: slicesCsv(slices) }
  },
  'scores.csv': async ({ readScores }) => {
    const { chunk, names } = scoreChunkOf(await readScores())
    return { type: csv, body: scoreText(chunk, names, 'csv') }
  },
  'pairs.csv': async ({ readScores }) => ({ type: csv, body: pairsCsv(await readScores()) }),
}

/** By the name of the file. */
const figureFiles: Readonly<Record<string, keyof RunFigures>> = {
  det: 'det',
  roc: 'roc',
  rates: 'rates',
  distributions: 'distributions',
  differences: 'differences',
  cmc: 'cmc',
  'open-set': 'openSet',
}

/** Those with a line for every pair. */
const largeFiles = ['scores.csv', 'pairs.csv']

/** Every file with a result but the large ones; a result can lack what one of them shows. */
export const runExportNames: readonly string[] = [
  ...Object.keys(documents).filter((name) => !largeFiles.includes(name)),
  ...Object.keys(figureFiles).flatMap((name) => [`${name}.svg`, `${name}.png`]),
]

/**
 * A file with a result, named by what it holds: `result.json`, `table.csv`, `table.md`, `table.tex`, `differences.csv`, `slices.csv`,
 * `scores.csv`, `pairs.csv`, or a figure of `runFigures` such as `det.svg` or `det.png`.
 *
 * @returns null when there is no such file, or the result lacks what it would show
 * @throws ExperimentError `scores-missing`
 */
export async function exportRun(exported: ExportedRun, fileName: string): Promise<RunExport | null> {
  if (Object.hasOwn(documents, fileName)) return documents[fileName]!(exported)
  const figure = /^([a-z-]+)\.(svg|png)$/.exec(fileName)
  if (figure === null) return null
  const key = Object.hasOwn(figureFiles, figure[1]!) ? figureFiles[figure[1]!] : undefined
  const figures = runFigures(exported.run.result)
  const spec = key === undefined ? null : (figures?.[key] ?? null)
  if (spec === null) return null
  return figure[2] === 'svg'
    ? { type: 'image/svg+xml', body: figureFileSvg(spec) }
    : { type: 'image/png', body: await figureFilePng(spec) }
}
