import { csvLine } from '#adapters/csv-line.ts'
import type { Dataset, Photo } from '#dataset.ts'
import { DatasetError } from '#error.ts'

/** Where the photos of a derived set lie, each below the id that it has in its source. */
export const derivedFolders = { bare: 'bare', masked: 'masked' } as const

/** The lists of a derived set, as files of its folder. */
export interface DerivedLists {
  /** `labels.csv`: every bare photo, then every drawn one with what was drawn on it. */
  readonly labels: string
  /** `pairs.csv`: the source's pairs, reference bare and probe masked; null when the source has none. */
  readonly pairs: string | null
  /** Pairs of the source whose probe has no mask. */
  readonly lostPairs: number
}

/**
 * Lists a set of which masked versions were drawn. Every pair of the source stays, with its reference bare and its probe masked.
 *
 * @param source its bare photos alone are taken
 * @param drawn what was drawn on a photo, by columns such as `cover`; a photo that is not there has no mask
 */
export function derivedLists(
  source: Pick<Dataset, 'photos' | 'pairs'>,
  drawn: ReadonlyMap<string, Readonly<Record<string, string>>>,
): DerivedLists {
  const bare = source.photos.filter(({ masked }) => !masked)
  const columns = [...new Set([...drawn.values()].flatMap((cells) => Object.keys(cells)))].sort()
  const further = (cells: Readonly<Record<string, string>> | undefined) => columns.map((name) => cells?.[name] ?? '')
  const labels = [
    csvLine(['file', 'identity', 'masked', ...columns]),
    ...bare.map((photo) => csvLine([derivedId('bare', photo), photo.person, '0', ...further(undefined)])),
    ...bare.flatMap((photo) => {
      const cells = drawn.get(photo.id)
      return cells === undefined ? [] : [csvLine([derivedId('masked', photo), photo.person, '1', ...further(cells)])]
    }),
  ]
  const isBare = new Set(bare.map(({ id }) => id))
  const listed = source.pairs?.filter(({ reference, probe }) => isBare.has(reference) && isBare.has(probe)) ?? []
  const kept = listed.filter(({ probe }) => drawn.has(probe))
  const pairs = kept.map(({ reference, probe, genuine, fold }) =>
    csvLine([
      derivedId('bare', { id: reference }),
      derivedId('masked', { id: probe }),
      genuine ? '1' : '0',
      ...(fold === undefined ? [] : [String(fold)]),
    ]),
  )
  const hasFolds = kept.some(({ fold }) => fold !== undefined)
  const header = csvLine(['reference', 'probe', 'genuine', ...(hasFolds ? ['fold'] : [])])
  return {
    labels: labels.join(''),
    pairs: source.pairs === null ? null : [header, ...pairs].join(''),
    lostPairs: (source.pairs?.length ?? 0) - kept.length,
  }
}

/**
 * The id of a photo in the derived set.
 *
 * @throws DatasetError `bad-derived` for an id that is no relative path with `/`
 */
export function derivedId(kind: keyof typeof derivedFolders, { id }: Pick<Photo, 'id'>): string {
  const isSafe =
    !/^\/|\\|\p{Cc}/u.test(id) && !id.split('/').some((part) => part === '' || part === '.' || part === '..')
  if (isSafe) return `${derivedFolders[kind]}/${id}`
  throw new DatasetError({
    code: 'bad-derived',
    message: `Expected ids of photos that can be paths of files but received ${JSON.stringify(id)}`,
    details: { id },
  })
}
