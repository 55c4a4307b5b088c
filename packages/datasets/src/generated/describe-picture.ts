import { createRng } from '@maskmirror/core'
import { DatasetError } from '#error.ts'
import { type Appearance, drawAppearance } from './appearance.ts'
import { checkWorld, type FaceWorld, plainWorld } from './face-world.ts'
import { drawIdentity, type Identity } from './identity.ts'
import { drawOccluderChoice, type Occluder } from './occluder.ts'
import { drawLikeness, resemble } from './resemble.ts'
import { drawSession, type Session, withLooks, yearsAfter } from './session.ts'

/** Which picture of whom. */
export interface PictureRequest {
  readonly seed: string | number
  /** Any name; another name is another person. */
  readonly person: string
  /** Number of the picture, from 0. */
  readonly picture: number
  /** Default: `plainWorld`. */
  readonly world?: FaceWorld
  /** Name of the person whom this one looks like; default nobody. */
  readonly lookAlikeOf?: string | null
}

/** What a picture is drawn from. */
export interface PictureParameters {
  /** Of the age and with the hair and beard of the session. */
  readonly identity: Identity
  readonly appearance: Appearance
  readonly occluder: Occluder | null
  /** Null in a world without sessions. */
  readonly session: Session | null
}

/**
 * Whom and what a picture shows, by the request alone.
 *
 * @throws DatasetError `bad-option` when the picture's number is not a whole number ≥ 0 or the world is none
 */
export function describePicture(request: PictureRequest): PictureParameters {
  const { seed, person, picture, world = plainWorld } = request
  if (!Number.isInteger(picture) || picture < 0) {
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected picture to be a whole number of at least 0 but received ${picture}`,
      details: { picture },
    })
  }
  checkWorld(world)
  const session = drawSession(seed, person, picture, world)
  const extras = createRng(seed).fork(`person ${person}`).fork(`picture ${picture}`).fork('occluder')
  return {
    identity: whoIs(request, session),
    appearance: drawAppearance(seed, person, picture, session),
    occluder: drawOccluderChoice(extras, world.occluders),
    session,
  }
}

function whoIs({ seed, person, lookAlikeOf = null }: PictureRequest, session: Session | null): Identity {
  const own = drawIdentity(seed, person, yearsAfter(session))
  const alike = lookAlikeOf === null ? own : resemble(own, seed, lookAlikeOf, drawLikeness(seed, person))
  return session === null ? alike : withLooks(alike, session.looks)
}
