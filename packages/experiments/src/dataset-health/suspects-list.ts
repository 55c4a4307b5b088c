import type { HealthReport, PhotoOfSet } from './health-report.ts'
import { timesLikelier } from './times-likelier.ts'

/** A photo that is suspected of something; `exclude` is empty until a person has decided. */
export interface SuspectRow {
  readonly dataset: string
  readonly file: string
  readonly problem: string
  readonly detail: string
  readonly exclude: string
}

const header = ['dataset', 'file', 'problem', 'detail', 'exclude'] as const satisfies readonly (keyof SuspectRow)[]

/**
 * What the report suspects, as the list that a person goes through: 1 in the last column excludes the photo, 0 keeps it. Of a photo
 * that occurs several times under one name all but the first are listed, under several names all of them.
 *
 * @returns CSV
 */
export function suspectsList(report: HealthReport): string {
  return csvOf(suspectRows(report))
}

/** The rows of the list, see {@link suspectsList}. */
export function suspectRows(report: HealthReport): SuspectRow[] {
  const rows: SuspectRow[] = []
  const add = ({ set, photo }: PhotoOfSet, problem: string, detail: string) =>
    rows.push({ dataset: set, file: photo, problem, detail, exclude: '' })
  for (const { reason, ...photo } of report.unreadable) add(photo, 'unreadable', reason)
  for (const { kind, across, photos } of report.duplicates) {
    const listed = across === 'people' ? photos : photos.slice(1)
    for (const photo of listed) {
      const others = photos.filter((other) => other !== photo).map(({ set, photo: id }) => `${set}/${id}`)
      add(photo, `${kind} across ${across}`, others.join(' '))
    }
  }
  for (const photo of report.maskFlags) {
    const flag = photo.masked ? 'masked' : 'bare'
    add(photo, 'mask flag', `flagged ${flag}, masked with probability ${photo.probability.toFixed(3)}`)
  }
  for (const photo of report.identities) {
    const { evidence, own, strangersCloser, closestPerson, closestSimilarity } = photo
    const share = (strangersCloser * 100).toFixed(0)
    const closest = `${closestPerson} ${closestSimilarity.toFixed(2)}`
    add(
      photo,
      'identity',
      `a stranger ${timesLikelier(evidence)}, own ${own.toFixed(2)}, ${share} % of the others closer, closest ${closest}`,
    )
  }
  for (const { set, person, masked, evidence, suspects } of report.people) {
    const kind = masked ? 'masked' : 'bare'
    const detail = `${kind} photos of ${person} together: strangers ${timesLikelier(evidence)}`
    for (const photo of suspects) rows.push({ dataset: set, file: photo, problem: 'person', detail, exclude: '' })
  }
  return rows
}

export function csvOf(rows: readonly SuspectRow[]): string {
  const lines = [header, ...rows.map((row) => header.map((column) => row[column]))]
  return lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join('')
}

/** RFC 4180; a line break in a file's name cannot be read back and is shown as a space. */
function quoted(cell: string): string {
  const line = cell.replaceAll(/[\r\n]+/g, ' ')
  return /[",]|^\s|\s$/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
}
