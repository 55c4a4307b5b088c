import type { Outcome } from '@maskmirror/core'
import type { Database } from '@maskmirror/storage'
import type { z } from 'zod'
import type { RunEnvironment } from '../run-environment.ts'
import { describePhoto, type PhotoDetail } from './describe-photo.ts'
import { type DatasetDetail, describeSet } from './describe-set.ts'
import { drawPhoto, type PictureSide } from './draw-photo.ts'
import { fewAtOnce } from './few-at-once.ts'
import { type Findings, indexFindings } from './findings.ts'
import type { HealthCheckState, HealthChecks } from './health-checks.ts'
import { type HealthOverview, healthOverview } from './health-overview.ts'
import type { HealthReports } from './health-reports.ts'
import {
  listPeopleOfSet,
  listPhotosOfSet,
  type PeopleQuerySchema,
  type PhotoPage,
  type PhotoQuery,
} from './list-photos-of-set.ts'
import type { OpenedSet, OpenedSets } from './opened-sets.ts'
import { photoAt } from './photo-key.ts'
import type { Knowledge } from './photo-tile.ts'
import { freezeReviews, reviewedList } from './reviewed-list.ts'
import { type SuspectsPage, type SuspectsQuerySchema, suspectsPage } from './suspects-page.ts'

/** A set's check with what it found. */
export interface HealthOfSet {
  /** Null where none was started. */
  readonly check: HealthCheckState | null
  /** Null before the end, and where the report has gone or was laid out by another version. */
  readonly overview: HealthOverview | null
  /** Photos of the set that a person decided about. */
  readonly reviewed: { readonly kept: number; readonly excluded: number }
}

/** Looking at the photos of sets, one page at a time. Photos are named by keys, see `PhotoKeySchema`, never by a file. */
export interface DatasetPages {
  /** @throws ExperimentError `dataset-unknown`; DatasetError for what is no data set, as all of them do */
  describe(id: string): Promise<DatasetDetail>
  listPhotos(id: string, query: PhotoQuery): Promise<PhotoPage>
  listPeople(id: string, query: z.infer<typeof PeopleQuerySchema>): Promise<ReturnType<typeof listPeopleOfSet>>
  /** @throws ExperimentError `photo-unknown` or `dataset-changed` */
  describePhoto(id: string, key: string): Promise<PhotoDetail>
  /**
   * A JPEG within a square; fails for a damaged photo.
   *
   * @throws ExperimentError `photo-unknown` or `dataset-changed`
   */
  drawPhoto(id: string, key: string, side: PictureSide): Promise<Outcome<Uint8Array>>
  /** Reads the set again at the next look. */
  forget(id: string): void
  health(id: string): Promise<HealthOfSet>
  /** How many photos are kept and excluded, without opening the set; some may be gone since. */
  countReviews(id: string): Promise<HealthOfSet['reviewed']>
  listSuspects(id: string, query: z.infer<typeof SuspectsQuerySchema>): Promise<SuspectsPage>
  /**
   * Keeps or excludes photos; null takes a decision back.
   *
   * @throws ExperimentError `photo-unknown` or `dataset-changed`
   */
  decide(id: string, decisions: readonly { key: string; exclude: boolean | null }[]): Promise<void>
  /** The list that `evaluate --exclude` takes, as CSV. */
  reviewedList(id: string): Promise<string>
  /** Keeps what is decided now. @returns its checksum, see `readFrozenReviews` */
  freezeReviews(id: string): Promise<string>
}

/** Pictures decoded at a time. Our choice: a page of large ones stays within memory. */
const decodedAtOnce = 2

/** @param options.datasetsPath folder of the records of imports */
export function createDatasetPages(options: {
  readonly database: Database
  readonly environment: RunEnvironment
  readonly sets: OpenedSets
  readonly reports: HealthReports
  readonly checks: HealthChecks
  readonly datasetsPath: string
}): DatasetPages {
  const { database, environment, sets, reports, checks, datasetsPath } = options
  const draw = fewAtOnce(decodedAtOnce)
  // an index lives as long as its report and its set are in memory
  const indexes = new WeakMap<object, WeakMap<OpenedSet, Findings>>()
  const findingsOf = async (set: OpenedSet, reportKey: string | null): Promise<Findings | null> => {
    const report = reportKey === null ? null : await reports.read(reportKey)
    if (report === null) return null
    const known = indexes.get(report) ?? new WeakMap<OpenedSet, Findings>()
    indexes.set(report, known)
    const findings = known.get(set) ?? indexFindings(report, set)
    known.set(set, findings)
    return findings
  }
  const lookUp = async (id: string): Promise<{ set: OpenedSet; knowledge: Knowledge }> => {
    const set = await sets.open(id)
    const [check, reviews] = await Promise.all([checks.find(id), database.findReviews(id)])
    return { set, knowledge: { findings: await findingsOf(set, check?.reportKey ?? null), reviews } }
  }
  return {
    describe: async (id) => describeSet(await sets.open(id), { ...environment, datasetsPath }),
    listPhotos: async (id, query) => {
      const { set, knowledge } = await lookUp(id)
      return listPhotosOfSet(set, query, knowledge)
    },
    listPeople: async (id, query) => {
      const { set, knowledge } = await lookUp(id)
      return listPeopleOfSet(set, query, knowledge)
    },
    describePhoto: async (id, key) => {
      const { set, knowledge } = await lookUp(id)
      return draw(() => describePhoto(set, key, knowledge))
    },
    drawPhoto: async (id, key, side) => {
      const { photo } = photoAt(await sets.open(id), key)
      return draw(() => drawPhoto(photo, side))
    },
    forget: sets.forget,
    health: async (id) => {
      const set = await sets.open(id)
      const [found, reviews] = await Promise.all([checks.find(id), database.findReviews(id)])
      const findings = await findingsOf(set, found?.reportKey ?? null)
      return {
        check: found?.state ?? null,
        overview: findings === null ? null : healthOverview(findings, set, reviews),
        reviewed: countDecisions(
          [...reviews].flatMap(([photo, exclude]) => (set.positionOf.has(photo) ? [exclude] : [])),
        ),
      }
    },
    countReviews: async (id) => countDecisions([...(await database.findReviews(id)).values()]),
    listSuspects: async (id, query) => {
      const { set, knowledge } = await lookUp(id)
      return suspectsPage(set, await othersOf(id, knowledge.findings), query, knowledge)
    },
    decide: async (id, decisions) => {
      const set = await sets.open(id)
      const reviews = decisions.map(({ key, exclude }) => ({ photo: photoAt(set, key).photo.id, exclude }))
      await database.putReviews(id, reviews)
    },
    reviewedList: async (id) => {
      const { set, knowledge } = await lookUp(id)
      return reviewedList(set, knowledge.findings?.report ?? null, knowledge.reviews)
    },
    freezeReviews: async (id) =>
      freezeReviews(await sets.open(id), await database.findReviews(id), environment.artefacts),
  }

  /** The sets that one was checked against, by name, as far as they can be opened and are as they were. */
  async function othersOf(id: string, findings: Findings | null): Promise<Map<string, OpenedSet>> {
    const others = new Map<string, OpenedSet>()
    if (findings === null || findings.report.sets.length < 2) return others
    const against = (await checks.find(id))?.state.request.against ?? []
    for (const other of against) {
      const set = await sets.open(other).catch(() => null)
      const isAsItWas = findings.report.sets.some(({ checksum }) => checksum === set?.dataset.checksum)
      if (set !== null && isAsItWas) others.set(set.dataset.name, set)
    }
    return others
  }
}

/** @param decisions true: excluded */
function countDecisions(decisions: readonly boolean[]): HealthOfSet['reviewed'] {
  const excluded = decisions.filter((exclude) => exclude).length
  return { kept: decisions.length - excluded, excluded }
}
