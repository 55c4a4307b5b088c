import { createRng } from '@maskmirror/core'
import { holdPointsFromLandmarks } from '@maskmirror/mask-the-face'
import type { IdentityFaces, MaskLabelledFaces } from '@maskmirror/model/adaptation'
import type { RunEnvironment } from '#run-environment.ts'
import { hashOf } from '#run-spec.ts'
import type { StageContext } from '#stages/run-shards.ts'
import type { AdaptData } from './adapt-file.ts'
import { type AlignedFaces, alignFaces } from './aligned-faces.ts'

/** Faces that an adaptation learns from, found but not yet computed. */
export interface AdaptationFaces {
  readonly learned: IdentityFaces
  /** null where nobody was held back. */
  readonly development: IdentityFaces | null
  /** null where there are none. */
  readonly real: MaskLabelledFaces | null
  readonly leftOut: AlignedFaces['leftOut']
  readonly counts: Readonly<Record<'learnedPeople' | 'developmentPeople' | 'real', number>>
}

/** Finds the faces that an adaptation names. */
export async function openAdaptationFaces(
  data: AdaptData,
  environment: RunEnvironment,
  context: StageContext,
): Promise<AdaptationFaces> {
  const sets: AlignedFaces[] = []
  for (const choice of data.identities) {
    sets.push(await alignFaces(choice, ({ masked }) => !masked, environment, context))
  }
  const leftOut = sets.flatMap((set) => set.leftOut)
  const faces: { set: AlignedFaces; index: number; person: string }[] = []
  for (const [n, set] of sets.entries()) {
    for (const [index, photo] of set.photos.entries()) {
      const { landmarks } = await set.faceOf(index)
      const points = holdPointsFromLandmarks(landmarks)
      if (points.ok) faces.push({ set, index, person: `${n}/${photo.person}` })
      else leftOut.push({ what: photo.id, reason: `no mask can be drawn: ${points.detail}` })
    }
  }
  const perPerson = new Map<string, number>()
  for (const { person } of faces) perPerson.set(person, (perPerson.get(person) ?? 0) + 1)
  const rng = createRng(data.seed).fork('development people')
  const isHeld = ({ person }: { person: string }) =>
    perPerson.get(person)! > 1 && rng.fork(person).next() < data.developmentShare
  const [held, learned] = [faces.filter(isHeld), faces.filter((face) => !isHeld(face))]
  const identityFaces = (chosen: typeof faces): IdentityFaces => {
    const people = [...new Set(chosen.map(({ person }) => person))].sort()
    const number = new Map(people.map((person, i) => [person, i]))
    return {
      checksum: hashOf(chosen.map(({ set, index, person }) => [set.checksum, index, number.get(person)!])),
      people: chosen.map(({ person }) => number.get(person)!),
      pictureOf: (index) => chosen[index]!.set.faceOf(chosen[index]!.index),
    }
  }
  const real = await openReal(data, environment, context)
  return {
    learned: identityFaces(learned),
    development: held.length === 0 ? null : identityFaces(held),
    real: real?.faces ?? null,
    leftOut: [...leftOut, ...(real?.leftOut ?? [])],
    counts: {
      learnedPeople: new Set(learned.map(({ person }) => person)).size,
      developmentPeople: new Set(held.map(({ person }) => person)).size,
      real: real?.faces.isMasked.length ?? 0,
    },
  }
}

async function openReal(data: AdaptData, environment: RunEnvironment, context: StageContext) {
  if (data.real.length === 0) return null
  const sets: AlignedFaces[] = []
  for (const choice of data.real) sets.push(await alignFaces(choice, () => true, environment, context))
  const places = sets.flatMap((set) => set.photos.map((photo, index) => ({ set, index, isMasked: photo.masked })))
  const faces: MaskLabelledFaces = {
    checksum: hashOf(places.map(({ set, index, isMasked }) => [set.checksum, index, isMasked])),
    isMasked: places.map(({ isMasked }) => isMasked),
    pictureOf: async (index) => (await places[index]!.set.faceOf(places[index]!.index)).crop,
  }
  return { faces, leftOut: sets.flatMap(({ leftOut }) => leftOut) }
}
