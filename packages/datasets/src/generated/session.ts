import { createRng, type Rng } from '@maskmirror/core'
import { type Clothes, drawClothes, drawGlasses, drawLight, type Glasses, type Light } from './appearance.ts'
import { type CameraModel, drawCameraModel } from './camera-model.ts'
import type { FaceWorld } from './face-world.ts'
import type { Identity } from './identity.ts'
import { clamp } from './point.ts'

/** An occasion on which several pictures of a person are taken. */
export interface Session {
  /** `session-1`, `session-2`, … of this person. */
  readonly name: string
  /** Days since the person's first session. */
  readonly day: number
  readonly light: Light
  readonly clothes: Clothes
  readonly glasses: Glasses | null
  readonly looks: Looks
  /** Null in a world without cameras. */
  readonly camera: CameraModel | null
  /** Names what is behind the person. */
  readonly place: string
}

/** How hair and beard are worn on a day: added to the person's measures, or factors of them. */
export interface Looks {
  readonly topVolume: number
  readonly sideVolume: number
  readonly endY: number
  readonly part: number
  readonly fringe: number
  readonly curl: number
  /** Of the beard, 0 shaved. */
  readonly beardDensity: number
  readonly beardLength: number
}

const daysOfYear = 365.25

/**
 * The session of a picture: they are taken in turn.
 *
 * @returns null in a world without sessions
 */
export function drawSession(
  seed: string | number,
  person: string,
  picture: number,
  { cameras, sessions, years }: FaceWorld,
): Session | null {
  if (sessions === 0) return null
  const index = picture % sessions
  const root = createRng(seed).fork(`person ${person}`)
  const rng = root.fork(`session ${index}`)
  const extras = rng.fork('extras')
  // who wears glasses does so nearly always
  const glassesHabit = root.fork('glasses habit').next() < 0.25 ? 0.8 : 0.03
  const worn = drawGlasses(root.fork('own glasses'))
  return {
    name: `session-${index + 1}`,
    day: dayOf(root, index, { sessions, years }),
    light: drawLight(rng.fork('light')),
    clothes: drawClothes(extras),
    glasses: extras.next() < glassesHabit ? worn : null,
    looks: drawLooks(rng.fork('looks')),
    camera: cameras === 0 ? null : drawCameraModel(seed, 1 + rng.fork('camera').int(cameras)),
    place: `person ${person}/session ${index}/background`,
  }
}

/** Days to months apart, and years where years pass. */
function dayOf(root: Rng, index: number, { sessions, years }: Pick<FaceWorld, 'sessions' | 'years'>): number {
  let day = 0
  for (let k = 1; k <= index; k++) day += 1 + root.fork(`days before session ${k}`).int(60)
  return day + Math.round((years * daysOfYear * index) / Math.max(1, sessions - 1))
}

export function yearsAfter(session: Session | null): number {
  return session === null ? 0 : session.day / daysOfYear
}

function drawLooks(rng: Rng): Looks {
  const beard = rng.next()
  return {
    topVolume: rng.uniform(0.75, 1.3),
    sideVolume: rng.uniform(0.75, 1.3),
    endY: rng.uniform(-0.12, 0.12),
    part: rng.uniform(-0.12, 0.12),
    fringe: rng.uniform(-0.25, 0.25),
    curl: rng.uniform(0.7, 1.2),
    // shaved now and then, or grown
    beardDensity: beard < 0.25 ? 0 : beard < 0.75 ? 1 : 1.4,
    beardLength: rng.uniform(0.7, 1.6),
  }
}

/** The person with hair and beard as they are worn in a session. */
export function withLooks(identity: Identity, looks: Looks): Identity {
  const { hair, beard } = identity
  const density = (value: number) => Math.min(1, value * looks.beardDensity)
  return {
    ...identity,
    hair: {
      ...hair,
      topVolume: hair.topVolume * looks.topVolume,
      sideVolume: hair.sideVolume * looks.sideVolume,
      // long hair stays long, short hair short: the drawing tells them apart at 0.5
      endY: hair.endY >= 0.5 ? Math.max(0.6, hair.endY + 2 * looks.endY) : Math.min(0.4, hair.endY + looks.endY),
      part: clamp(hair.part + looks.part, -0.6, 0.6),
      fringe: clamp(hair.fringe + looks.fringe * (hair.fringe > 0.1 ? 1 : 0.3), 0, 1),
      curl: clamp(hair.curl * looks.curl, 0, 1),
    },
    beard: {
      moustache: density(beard.moustache),
      chin: density(beard.chin),
      cheeks: density(beard.cheeks),
      length: beard.length * looks.beardLength,
    },
  }
}
