import { type HealthReport, timesLikelier } from '@maskmirror/experiments/dataset-health'
import { shown } from './shown.ts'
import { textTable } from './text-table.ts'

/** So many of each problem are named; the report names all. */
const mostNamed = 5

export function printHealth(report: HealthReport): void {
  const { sets, tools, duplicates, maskFlags, identities, people, unreadable, overlap } = report
  const count = (value: number | undefined) => (value === undefined ? '-' : String(value))
  console.log(
    textTable(
      ['set', 'people', 'photos', 'masked', 'unreadable', 'no face', 'flags', 'unsure', 'identities'],
      sets.map((set) => [
        set.name,
        ...[set.people, set.photos, set.masked, set.unreadable].map(String),
        set.withoutFace === null ? '-' : String(Object.values(set.withoutFace).reduce((sum, n) => sum + n, 0)),
        count(set.flags?.checked),
        count(set.flags?.unsure),
        count(set.identities?.checked),
      ]),
    ),
  )
  const by = [tools.finder, tools.recogniser, tools.maskDecider].filter((name) => name !== null)
  console.log(
    `looked at by ${by.length === 0 ? 'nothing but the files' : by.join(', ')}; suspects are to be looked at\n`,
  )
  printProblem('cannot be read', unreadable, ({ set, photo, reason }) => `${set}/${photo}: ${reason}`)
  for (const across of ['people', 'sets', 'person'] as const) {
    const groups = duplicates.filter((group) => group.across === across)
    const where = { people: 'under several names', sets: 'in several sets', person: 'of one person' }[across]
    printProblem(
      `groups of duplicates ${where}`,
      groups,
      ({ kind, photos }) => `${kind}: ${photos.map(({ set, photo }) => `${set}/${photo}`).join(' = ')}`,
    )
  }
  printProblem(
    'mask flags contradicted',
    maskFlags,
    ({ set, photo, masked, probability }) =>
      `${set}/${photo}: flagged ${masked ? 'masked' : 'bare'}, masked with probability ${probability.toFixed(3)}`,
  )
  printProblem(
    'photos look like strangers',
    identities,
    ({ set, photo, evidence, closestPerson }) =>
      `${set}/${photo}: a stranger is ${timesLikelier(evidence)}, ${closestPerson} is closest`,
  )
  printProblem(
    'people look like several',
    people,
    ({ set, person, masked, evidence, suspects, checked }) =>
      `${set}/${person}: ${suspects.length} of ${checked} ${masked ? 'masked' : 'bare'} photos, together strangers are ${timesLikelier(evidence)}`,
  )
  for (const { a, b, people: shared, pictures } of overlap) {
    console.log(`${a} and ${b} share ${shared.length} names and ${pictures} picture files`)
  }
  for (const note of report.notes) console.log(note)
}

function printProblem<Item>(title: string, items: readonly Item[], line: (item: Item) => string): void {
  console.log(`${items.length} ${title}`)
  for (const item of items.slice(0, mostNamed)) console.log(`  ${shown(line(item))}`)
  if (items.length > mostNamed) console.log('  …')
}
