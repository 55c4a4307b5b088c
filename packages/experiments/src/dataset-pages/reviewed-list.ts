import { createHash } from 'node:crypto'
import { type Dataset, type Exclusions, parseExclusions } from '@maskmirror/datasets'
import type { ArtefactStore } from '@maskmirror/storage'
import type { HealthReport } from '../dataset-health/health-report.ts'
import { csvOf, suspectRows } from '../dataset-health/suspects-list.ts'
import { ExperimentError } from '../error.ts'
import type { OpenedSet } from './opened-sets.ts'

/**
 * The list of a set's suspects with what a person decided, and of the other photos that somebody decided about, see `parseExclusions`.
 *
 * @param report null where no check was made
 * @param reviews by photo id; photos that are gone are left out
 * @returns CSV
 */
export function reviewedList(
  { dataset, positionOf }: OpenedSet,
  report: HealthReport | null,
  reviews: ReadonlyMap<string, boolean>,
): string {
  const suspects = report === null ? [] : suspectRows(report)
  const listed = suspects.filter(({ dataset: set, file }) => set === dataset.name && positionOf.has(file))
  const named = new Set(listed.map(({ file }) => file))
  const byHand = [...reviews.keys()].filter((file) => !named.has(file) && positionOf.has(file)).sort()
  const exclude = (file: string) => {
    const decision = reviews.get(file)
    return decision === undefined ? '' : decision ? '1' : '0'
  }
  return csvOf([
    ...listed.map((row) => ({ ...row, exclude: exclude(row.file) })),
    ...byHand.map((file) => {
      return { dataset: dataset.name, file, problem: 'by hand', detail: '', exclude: exclude(file) }
    }),
  ])
}

/**
 * Keeps what is decided now under its checksum, so that a run that is resumed or repeated leaves out the same photos, whatever is
 * decided meanwhile.
 *
 * @returns the checksum, 64 hexadecimal digits
 */
export async function freezeReviews(
  set: OpenedSet,
  reviews: ReadonlyMap<string, boolean>,
  artefacts: ArtefactStore,
): Promise<string> {
  const list = Buffer.from(reviewedList(set, null, reviews))
  const checksum = createHash('sha256').update(list).digest('hex')
  await artefacts.write(frozenKey(checksum), list)
  return checksum
}

/** @throws ExperimentError `review-missing`; DatasetError `absent-photo` for a list of another set */
export async function readFrozenReviews(
  checksum: string,
  dataset: Dataset,
  artefacts: ArtefactStore,
): Promise<Exclusions> {
  const list = await artefacts.read(frozenKey(checksum))
  if (list === null) {
    throw new ExperimentError({
      code: 'review-missing',
      message: `Expected the reviewed list ${checksum.slice(0, 12)}… to be kept but it is not there. Choose the list of the data set as it is now`,
    })
  }
  return parseExclusions(Buffer.from(list).toString('utf8'), 'reviewed.csv', dataset)
}

function frozenKey(checksum: string): string {
  return `reviewed/${checksum}`
}
