import { counted, exampleCount, type Finding, quoteSome } from './finding.ts'

/** Who and what a set consists of. */
export interface SetManifest {
  /** Names of the people; they mean the same person in both sets. */
  readonly people: Iterable<string>
  /** Hashes of picture contents, or ids that mean the same picture in both sets. */
  readonly pictures: Iterable<string>
}

/**
 * Checks that a model was not trained, nor thresholds, weights or codebooks fitted, on what it is tested with. O(n); the training
 * set is read once and not kept.
 *
 * `people-overlap` and `pictures-overlap` are errors, and warnings when every common name is in `allowed`. Names that agree only
 * after letter case, accents, blanks and punctuation are dropped give the warning `people-overlap-spelling`.
 *
 * @param allowed names of people and pictures that may be in both; default none
 */
export function checkTrainingOverlap(
  training: SetManifest,
  test: SetManifest,
  { allowed = [] }: { allowed?: Iterable<string> } = {},
): Finding[] {
  const allow = new Set(allowed)
  const people = new Set(test.people)
  const spellings = new Map([...people].map((name) => [spellingKey(name), name]))
  const commonPeople = new Set<string>()
  const respelled = new Map<string, string>()
  for (const name of training.people) {
    if (people.has(name)) commonPeople.add(name)
    else {
      const alike = spellings.get(spellingKey(name))
      if (alike !== undefined) respelled.set(alike, name)
    }
  }
  const pictures = new Set(test.pictures)
  const commonPictures = new Set<string>()
  for (const picture of training.pictures) if (pictures.has(picture)) commonPictures.add(picture)
  const alike = [...respelled].filter(([name]) => !commonPeople.has(name) && !allow.has(name))
  return [
    ...overlap('people-overlap', { common: commonPeople, of: people.size, allow }),
    ...overlap('pictures-overlap', { common: commonPictures, of: pictures.size, allow }),
    ...(alike.length === 0
      ? []
      : [
          {
            code: 'people-overlap-spelling' as const,
            severity: 'warning' as const,
            message: `Expected no person in training and test but ${counted(alike.length, 'name differs', 'names differ')} in spelling only: ${quoteSome(alike.map(([name]) => name))}`,
            details: {
              count: alike.length,
              names: alike
                .slice(0, exampleCount)
                .map(([inTest, inTraining]) => ({ test: inTest, training: inTraining })),
            },
          },
        ]),
  ]
}

interface Overlap {
  readonly common: ReadonlySet<string>
  /** How many the test set has. */
  readonly of: number
  readonly allow: ReadonlySet<string>
}

function overlap(code: 'people-overlap' | 'pictures-overlap', { common, of, allow }: Overlap): Finding[] {
  if (common.size === 0) return []
  const [one, many] = code === 'people-overlap' ? ['person', 'people'] : ['picture', 'pictures']
  const refused = [...common].filter((name) => !allow.has(name))
  const named = refused.length > 0 ? refused : [...common]
  return [
    {
      code,
      severity: refused.length > 0 ? 'error' : 'warning',
      message: `Expected no ${one} in training and test but ${counted(common.size, `${one} is`, `${many} are`)} in both${refused.length > 0 ? '' : ', all allowed by name'}: ${quoteSome(named)}`,
      details: { count: common.size, of, allowed: common.size - refused.length, names: named.slice(0, exampleCount) },
    },
  ]
}

/** Equal for spellings of one name: `Zoë_Smith` and `zoe smith`. */
function spellingKey(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
    .toLowerCase()
  return letters === '' ? name : letters
}
