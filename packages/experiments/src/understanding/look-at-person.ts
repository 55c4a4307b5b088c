import type { Image } from '@maskmirror/core'
import type { OcclusionOptions } from '@maskmirror/evaluation/understanding'
import { ExperimentError } from '../error.ts'
import { findModel, type ModelSource } from '../model-source.ts'
import type { RunEnvironment } from '../run-environment.ts'
import { type DescribedLook, describeLooks, type LookScales } from './describe-looks.ts'
import { createFaceLooker } from './look-at-face.ts'
import { type FaceState, faceStates, facesOfState, readerOfFaces, type StoredPersonFace } from './stored-faces.ts'
import type { UnderstoodRun } from './understood-run.ts'

/** What the similarity that occlusion lowers is with: the same face uncovered, or the person's other one. */
export const lookTargets = ['itself', 'other'] as const

export type LookTarget = (typeof lookTargets)[number]

export interface PersonQuery {
  readonly person: string
  /** Which of the person's photos, counted from 0 in the order of the run. */
  readonly unmasked: number
  readonly masked: number
  readonly target: LookTarget
  readonly occlusion: OcclusionOptions
}

/** A person's face in one state, and what the recogniser looks at on it. */
export interface PersonFace<Picture> {
  readonly state: FaceState
  readonly photo: string
  /** Of the person in this state. */
  readonly photos: number
  readonly look: DescribedLook<Picture>
}

export interface PersonLooks<Picture> {
  readonly person: string
  readonly model: string
  readonly target: LookTarget
  /** Unmasked, then masked where there is one. */
  readonly faces: readonly PersonFace<Picture>[]
  readonly scales: LookScales
}

/**
 * What a run's recogniser looks at on a person's faces.
 *
 * @param store keeps a picture of a face and gives what to call it
 * @throws ExperimentError `person-unknown`, `stage-damaged`, `input-changed` when the model is another one by now
 */
export async function lookAtPerson<Picture>(
  { run, scores }: UnderstoodRun,
  query: PersonQuery,
  machine: Pick<RunEnvironment, 'artefacts' | 'models' | 'inference'>,
  store: (picture: Image, face: number, what: 'face' | 'occlusion' | 'attention') => Promise<Picture>,
): Promise<PersonLooks<Picture>> {
  const { person, target } = query
  const chosen: { state: FaceState; face: StoredPersonFace; photos: number; crop: Image }[] = []
  for (const state of faceStates) {
    const ofState = facesOfState(scores, state)
    const faces = ofState?.faces.filter((face) => face.person === person) ?? []
    const face = faces[Math.min(query[state], faces.length - 1)]
    if (ofState === null || face === undefined) continue
    const outcome = await readerOfFaces(ofState.key, machine.artefacts).get(face.position)
    if (outcome.ok) chosen.push({ state, face, photos: faces.length, crop: outcome.value.crop })
  }
  if (chosen.length === 0) throw noFace(person, run.id)
  const model = await modelOf(run, machine)
  await using looker = createFaceLooker(model, machine.artefacts)
  const looks = []
  for (const [i, { crop }] of chosen.entries()) {
    const other = chosen[1 - i]?.crop ?? null
    looks.push(await looker.look(crop, { against: target === 'other' ? other : null, occlusion: query.occlusion }))
  }
  const { looks: described, scales } = await describeLooks(looks, store)
  return {
    person,
    model: run.model,
    target,
    faces: chosen.map(({ state, face, photos }, i) => ({ state, photo: face.photo, photos, look: described[i]! })),
    scales,
  }
}

async function modelOf(run: UnderstoodRun['run'], machine: Parameters<typeof findModel>[1]): Promise<ModelSource> {
  const model = await findModel(run.request.model, machine)
  const { sha256, preprocessing } = run.spec.model
  if (model.spec.sha256 === sha256 && model.spec.preprocessing === preprocessing) return model
  throw new ExperimentError({
    code: 'input-changed',
    message: `Expected ${run.request.model} to be the model that made ${run.id} but its file or card has changed since`,
    details: { run: run.id },
  })
}

function noFace(person: string, run: string): ExperimentError {
  return new ExperimentError({
    code: 'person-unknown',
    message: `Expected a person with a face in ${run} but received ${JSON.stringify(person)}`,
    details: { person, run },
  })
}
