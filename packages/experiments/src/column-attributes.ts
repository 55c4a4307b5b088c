import type { Dataset, PairProtocol } from '@maskmirror/datasets'
import type { PairAttribute } from '@maskmirror/evaluation'

/** A column of words with more different values than this is no more than a name for each pair. Our choice. */
const mostWords = 50

/**
 * Further columns of `labels.csv` (of the probe's photo, and of the reference's) and of `pairs.csv`. A column whose values are all
 * numbers is one of numbers when it has more than ten different ones (our choice); a column of words with more than 50 different
 * ones is left out.
 */
export function columnAttributes({ views, pairs }: PairProtocol, { photos }: Dataset): PairAttribute[] {
  const ofPhoto = new Map(photos.map(({ id, attributes }) => [id, attributes]))
  const labelColumns = columnsOf(photos)
  const cell = (photo: string | null, column: string) =>
    (photo === null ? undefined : ofPhoto.get(photo)?.[column]) ?? null
  /** A probe is shown masked where it can be, a reference bare. */
  const probePhoto = (view: number) => views[view]!.masked ?? views[view]!.bare
  const referencePhoto = (view: number) => views[view]!.bare ?? views[view]!.masked
  return [
    ...labelColumns.flatMap((column) => [
      ...attributeOf(
        `probe:${column}`,
        `${column} of the probe`,
        pairs.map(({ probe }) => cell(probePhoto(probe), column)),
      ),
      ...attributeOf(
        `reference:${column}`,
        `${column} of the reference`,
        pairs.map(({ reference }) => cell(referencePhoto(reference), column)),
      ),
    ]),
    ...columnsOf(pairs).flatMap((column) =>
      attributeOf(
        `pair:${column}`,
        column,
        pairs.map(({ attributes }) => attributes?.[column] ?? null),
      ),
    ),
  ]
}

function columnsOf(rows: readonly { readonly attributes?: Readonly<Record<string, string>> }[]): string[] {
  return [...new Set(rows.flatMap(({ attributes }) => Object.keys(attributes ?? {})))].sort()
}

function attributeOf(name: string, label: string, cells: readonly (string | null)[]): PairAttribute[] {
  const different = new Set(cells.filter((cell) => cell !== null))
  const numeric = [...different].every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)))
  if (numeric && different.size > 10) {
    const values = cells.map((cell) => (cell === null ? null : Number(cell)))
    return [{ name, label, kind: 'number', unit: '', values }]
  }
  return different.size > mostWords ? [] : [{ name, label, kind: 'category', values: cells }]
}
