import {
  countDataset,
  type Dataset,
  findIdentityOutliers,
  findNearDuplicates,
  findOverlap,
  findRepeatedFaces,
  mostForAllPairs,
  type PersonKeyRule,
  personKey,
} from '@maskmirror/datasets'
import { hashOf } from '../run-spec.ts'
import type { StageContext } from '../stages/run-shards.ts'
import { examinePhotos, type HealthTools } from './examine-photos.ts'
import { type DuplicatePair, groupDuplicates } from './group-duplicates.ts'
import type { HealthReport, IdentitySuspect, PersonSuspect, PhotoOfSet, SetHealth } from './health-report.ts'
import type { FaceExam, PhotoExam } from './photo-exam.ts'
import { suspectPeople } from './suspect-people.ts'

/** Goes up when an exam of the same photo by the same tools would say something else. */
const examVersion = 2

/** One of the sets with what was found out about its photos. */
interface ExaminedSet {
  readonly dataset: Dataset
  readonly photos: readonly PhotoOfSet[]
  readonly exams: readonly PhotoExam[]
}

/**
 * Looks at every photo of the sets and says what may be wrong: files that cannot be read, photos that occur more than once, mask flags
 * that a model contradicts, photos that do not look like their person, and what the sets share.
 *
 * @param options.toolsKey names and versions of the tools, for what is stored
 * @param options.personNames how people of several sets are compared
 * @throws ExperimentError `cancelled`
 */
export async function checkHealth(
  options: {
    datasets: readonly Dataset[]
    tools: HealthTools
    toolsKey: unknown
    toolNames: HealthReport['tools']
    personNames: PersonKeyRule
  },
  context: StageContext,
): Promise<HealthReport> {
  const { datasets, tools, toolsKey, toolNames, personNames } = options
  const sets: ExaminedSet[] = []
  for (const dataset of datasets) {
    const key = `health/${hashOf({ examVersion, dataset: dataset.checksum, photos: dataset.photos.map(({ id }) => id), tools: toolsKey })}`
    const exams = await examinePhotos({ key, stage: `look at ${dataset.name}`, photos: dataset.photos, tools }, context)
    const photos = dataset.photos.map(({ id, person, masked }) => ({ set: dataset.name, photo: id, person, masked }))
    sets.push({ dataset, photos, exams })
  }
  const keyOf = (person: string) => personKey(person, personNames)
  const photos = sets.flatMap((set) => set.photos)
  const exams = sets.flatMap((set) => set.exams)
  const identities = sets.map(checkIdentities)
  const faces = exams.filter(({ face }) => face?.ok).length
  return {
    version: 2,
    sets: sets.map((set, i) => describe(set, tools, identities[i]!)),
    personNames,
    tools: toolNames,
    unreadable: exams.flatMap(({ picture }, i) =>
      picture.ok ? [] : [{ ...photos[i]!, reason: picture.reason, detail: picture.detail }],
    ),
    duplicates: groupDuplicates(findDuplicates(exams, photos, keyOf), photos, keyOf),
    maskFlags: exams
      .flatMap(({ face }, i) => {
        const mask = maskOf(face)
        const photo = photos[i]!
        const contradicts = mask !== null && mask.decision === (photo.masked ? 'bare' : 'masked')
        return contradicts ? [{ ...photo, probability: mask.probability }] : []
      })
      .sort((a, b) => Math.abs(b.probability - 0.5) - Math.abs(a.probability - 0.5)),
    identities: identities.flatMap(({ suspects }) => suspects).sort((a, b) => b.evidence - a.evidence),
    people: identities.flatMap(({ people }) => people).sort((a, b) => b.evidence - a.evidence),
    overlap: findOverlap(
      sets.map(({ dataset, exams }) => ({
        name: dataset.name,
        people: new Set(dataset.photos.map(({ person }) => keyOf(person))),
        contents: new Set(exams.flatMap(({ content }) => content ?? [])),
      })),
    ),
    notes:
      faces > mostForAllPairs && tools.embedder !== null
        ? [`More than ${mostForAllPairs} faces: the same face was looked for within each person only.`]
        : [],
  }
}

function maskOf(face: PhotoExam['face']): FaceExam['mask'] {
  return face?.ok ? face.value.mask : null
}

/** Every pair once, by the strongest way in which it is known. */
function findDuplicates(
  exams: readonly PhotoExam[],
  photos: readonly PhotoOfSet[],
  keyOf: (person: string) => string,
): DuplicatePair[] {
  const found = new Map<string, DuplicatePair>()
  const add = (a: number, b: number, kind: DuplicatePair['kind']) => {
    const key = `${a} ${b}`
    if (!found.has(key)) found.set(key, { a, b, kind })
  }
  const first = new Map<string, number>()
  for (const [b, { content }] of exams.entries()) {
    if (content === null) continue
    const a = first.get(content)
    if (a === undefined) first.set(content, b)
    else add(a, b, 'same-file')
  }
  const pictures = exams.map(({ picture }) => (picture.ok ? picture.value : null))
  for (const { a, b } of findNearDuplicates(pictures)) add(a, b, 'same-picture')
  const faces = exams.map(({ face }, i) => {
    const embedding = face?.ok ? face.value.embedding : null
    return face?.ok && embedding !== null
      ? { person: keyOf(photos[i]!.person), hash: face.value.hash, embedding }
      : null
  })
  for (const { a, b } of findRepeatedFaces(faces)) add(a, b, 'same-face')
  return [...found.values()]
}

interface IdentitiesOfSet {
  readonly suspects: readonly IdentitySuspect[]
  readonly people: readonly PersonSuspect[]
  readonly checked: number
  readonly unchecked: number
}

function checkIdentities({ photos, exams }: ExaminedSet): IdentitiesOfSet {
  const { outliers, evidence } = findIdentityOutliers(
    photos.map(({ person, masked }, i) => {
      const face = exams[i]!.face
      return { person, masked, embedding: face?.ok ? face.value.embedding : null }
    }),
  )
  const suspects = outliers.map(({ photo, closest, ...found }) => ({
    ...photos[photo]!,
    ...found,
    closestPerson: closest.person,
    closestSimilarity: closest.similarity,
  }))
  const checked = evidence.filter((value) => value !== null).length
  return {
    suspects,
    people: suspectPeople(photos, evidence),
    checked,
    unchecked: photos.length - checked,
  }
}

function describe({ dataset, exams }: ExaminedSet, tools: HealthTools, identities: IdentitiesOfSet): SetHealth {
  const { people, photos, masked } = countDataset(dataset)
  const withoutFace: Record<string, number> = {}
  for (const { face } of exams) {
    if (face !== null && !face.ok) withoutFace[face.reason] = (withoutFace[face.reason] ?? 0) + 1
  }
  const masks = exams.flatMap(({ face }) => maskOf(face) ?? [])
  const unsure = masks.filter(({ decision }) => decision === 'unsure').length
  const { checked, unchecked } = identities
  return {
    ...{ name: dataset.name, checksum: dataset.checksum, people, photos, masked },
    unreadable: exams.filter(({ picture }) => !picture.ok).length,
    withoutFace: tools.finder === null ? null : withoutFace,
    flags: tools.decider === null ? null : { checked: masks.length, unsure },
    identities: tools.embedder === null ? null : { checked, unchecked },
  }
}
