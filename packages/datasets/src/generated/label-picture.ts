import type { Photo } from '#dataset.ts'
import { describePicture, type PictureRequest } from './describe-picture.ts'
import { plainWorld } from './face-world.ts'

/** What the labels of a generated photo say; columns that a world does not have are absent. */
export function labelPicture(request: PictureRequest): NonNullable<Photo['attributes']> {
  const { world = plainWorld, lookAlikeOf = null } = request
  const { identity, appearance, occluder, session } = describePicture(request)
  const { glasses, camera } = appearance
  return {
    age: decadeOf(identity.ageYears),
    glasses: glasses === null ? 'no' : 'yes',
    ...(camera.name === null ? {} : { camera: camera.name }),
    ...(session === null ? {} : { session: session.name, day: String(session.day) }),
    ...(world.lookAlikes === 0 ? {} : { lookAlikeOf: lookAlikeOf ?? 'nobody' }),
    ...(world.occluders === 0 ? {} : { occluder: occluder?.kind ?? 'none' }),
  }
}

/** Such as `30-39`: few enough values to take error rates apart by. */
function decadeOf(years: number): string {
  const from = Math.floor(years / 10) * 10
  return `${from}-${from + 9}`
}
