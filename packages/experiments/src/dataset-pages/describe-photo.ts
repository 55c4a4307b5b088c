import { decodePhoto } from './draw-photo.ts'
import type { OpenedSet } from './opened-sets.ts'
import { photoAt } from './photo-key.ts'
import { type Knowledge, type PhotoTile, photoTile } from './photo-tile.ts'
import type { ProblemKind } from './problem-items.ts'

/** Why a photo is suspected, with the photos beside which it is. */
export interface PhotoFinding {
  readonly kind: ProblemKind
  readonly note: string
  /** Of the same set, in the order of the report. */
  readonly others: readonly PhotoTile[]
  /** Names of those in other sets. */
  readonly elsewhere: readonly string[]
}

/** Everything that is known of one photo. */
export interface PhotoDetail extends PhotoTile {
  readonly attributes: Readonly<Record<string, string>>
  /** Null when it cannot be read or decoded; `damage` says why. */
  readonly picture: { readonly width: number; readonly height: number; readonly bytes: number } | null
  readonly damage: { readonly reason: string; readonly detail: string } | null
  /** 68 points of iBUG 300-W, x0, y0, … in pixels of the whole picture; null where they are not known exactly. */
  readonly landmarks: readonly number[] | null
  readonly findings: readonly PhotoFinding[]
}

/** @throws ExperimentError `photo-unknown` or `dataset-changed` */
export async function describePhoto(set: OpenedSet, key: string, knowledge: Knowledge): Promise<PhotoDetail> {
  const { photo, position } = photoAt(set, key)
  const decoded = await decodePhoto(photo)
  const items = knowledge.findings?.byPosition.get(position) ?? []
  return {
    ...photoTile(set, position, knowledge),
    attributes: photo.attributes ?? {},
    picture: decoded.ok
      ? { width: decoded.value.image.width, height: decoded.value.image.height, bytes: decoded.value.bytes }
      : null,
    damage: decoded.ok ? null : { reason: decoded.reason, detail: decoded.detail },
    landmarks: photo.landmarks === null ? null : [...photo.landmarks.ibug68.points],
    findings: items.map(({ kind, photos }): PhotoFinding => {
      const others = photos.filter((one) => one.photo.set !== set.dataset.name || one.photo.photo !== photo.id)
      const here = others.filter((one) => one.photo.set === set.dataset.name)
      return {
        kind,
        note: photos.find((one) => one.photo.photo === photo.id && one.photo.set === set.dataset.name)!.note,
        others: here.flatMap((one) => {
          const place = set.positionOf.get(one.photo.photo)
          return place === undefined ? [] : [photoTile(set, place, knowledge)]
        }),
        elsewhere: others.filter((one) => !here.includes(one)).map((one) => `${one.photo.set}/${one.photo.photo}`),
      }
    }),
  }
}
