/**
 * Lays error rates on generated faces beside those on photographs, from the kept runs of one recogniser:
 *
 *     node --import tsx benchmarks/generated-and-real.ts
 *
 * Reads `table.csv` of the runs in `docs/results`, writes `table.csv` and `figure.svg` into `docs/results/generated-and-real`. How the runs
 * of generated faces are repeated is said in `docs/results/generated-and-real/README.md`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { figureFileSvg } from '@maskmirror/experiments'
import { type RateRow, ratesFigure } from '@maskmirror/plots'

const results = resolve(import.meta.dirname, '../docs/results')
const target = join(results, 'generated-and-real')

const sets = [
  { label: 'LFW', kind: 'photographs', folder: results, run: 'lfw-mobilefacenet-' },
  { label: 'RMFRD', kind: 'photographs', folder: results, run: 'rmfrd-mobilefacenet-' },
  { label: 'generated, plain', kind: 'generated faces', folder: target, run: 'generated-plain-mobilefacenet-' },
  { label: 'generated, varied', kind: 'generated faces', folder: target, run: 'generated-varied-mobilefacenet-' },
] as const

const columns = ['EER (%)', 'FNMR at FMR 1 % (%)', 'FNMR low at FMR 1 % (%)', 'FNMR high at FMR 1 % (%)'] as const

/** Settings that are measured on all sets, by their name in the tables. */
const settings = ['umr-ump', 'umr-mp', 'mr-mp', 'mirror:type-colour', 'mirror:flat'] as const

interface Line {
  readonly label: string
  readonly kind: string
  readonly setting: string
  readonly name: string
  /** Per cent, in the order of `columns`. */
  readonly values: readonly number[]
}

async function readRun({ label, kind, folder, run }: (typeof sets)[number]): Promise<Line[]> {
  const [found, ...others] = (await readdir(folder)).filter((name) => name.startsWith(run))
  if (found === undefined || others.length > 0) {
    throw new Error(`Expected one folder ${run}… in ${folder} but found ${found === undefined ? 0 : others.length + 1}`)
  }
  const [header, ...rows] = (await readFile(join(folder, found, 'table.csv'), 'utf8')).trim().split('\n')
  const names = header!.split(',')
  return rows
    .map((row) => {
      const cells = row.split(',')
      return (name: string) => cells[names.indexOf(name)]!
    })
    .filter((cell) => cell('basis') === 'scored' && settings.some((setting) => setting === cell('setting')))
    .map((cell) => ({
      ...{ label, kind, setting: cell('setting'), name: cell('label') },
      values: columns.map((column) => Number(cell(column))),
    }))
}

const lines = (await Promise.all(sets.map(readRun))).flat()
const inOrder = settings.flatMap((setting) => lines.filter((line) => line.setting === setting))
const rows = inOrder.map(({ label, kind, name, values }): RateRow => {
  const [, rate, low, high] = values.map((value) => value / 100)
  return { label, kind, group: name, rate: rate!, low: low!, high: high! }
})
const figure = ratesFigure({
  rows,
  axis: 'FNMR at FMR 1 % (%)',
  title: 'Generated faces are not photographs',
  caption:
    'Same recogniser, pipeline and settings. Lines are 95 % intervals of single runs, as in the tables; sets differ in people and pictures, not only in how they were made.',
})
await writeFile(join(target, 'figure.svg'), figureFileSvg(figure))
const table = inOrder.map(({ label, kind, setting, values }) => [label, kind, setting, ...values].join(','))
await writeFile(
  join(target, 'table.csv'),
  `${[['set', 'kind', 'setting', ...columns].join(','), ...table].map((line) => `${line}\n`).join('')}`,
)
for (const { label, name, values } of inOrder) {
  console.log(
    `${name.padEnd(24)} ${label.padEnd(20)} EER ${values[0]!.toFixed(2)} %, FNMR at FMR 1 % ${values[1]!.toFixed(2)} %`,
  )
}
