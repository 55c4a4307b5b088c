import { createRng, type Rng } from '@maskmirror/core'
import { type CameraModel, shotWith } from './camera-model.ts'
import { mixRgb, type Rgb } from './colour.ts'
import { clampedNormal } from './draw-clamped.ts'
import type { Session } from './session.ts'

/** Everything that changes from picture to picture of one person. */
export interface Appearance {
  readonly yawRad: number
  readonly pitchRad: number
  readonly rollRad: number
  /** Pixels a unit of the head. */
  readonly scalePx: number
  /** Where the middle of eyes and mouth is, pixels. */
  readonly centreX: number
  readonly centreY: number
  readonly expression: Expression
  readonly light: Light
  readonly camera: Camera
  readonly clothes: Clothes
  /** Null most of the time. */
  readonly glasses: Glasses | null
}

/** Each 0..1, 0 is at rest. */
export interface Expression {
  readonly smile: number
  readonly open: number
  readonly browsRaised: number
  readonly eyesClosed: number
  /** Of the pupils, in units of the head. */
  readonly gazeX: number
  readonly gazeY: number
}

export interface Light {
  /** Radians, 0 from the camera, positive from the image's right. */
  readonly azimuthRad: number
  /** Radians, positive from above. */
  readonly elevationRad: number
  /** Share of the light that has no direction, 0..1. */
  readonly ambient: number
  /** Factor of all light. */
  readonly exposure: number
  /** Factors of red and blue. */
  readonly warmth: number
}

/** A camera's settings on one picture; `name` is null where no model is known. */
export interface Camera extends Omit<CameraModel, 'name'> {
  readonly name: string | null
}

export interface Clothes {
  readonly colour: Rgb
  readonly collar: 'round' | 'v' | 'shirt'
  readonly depth: number
}

export interface Glasses {
  readonly colour: Rgb
  /** 0 round … 1 square. */
  readonly squareness: number
  readonly thicknessPx: number
}

/**
 * The picture of that number of the person, independent of how many others are drawn.
 *
 * @param session whose light, clothes, glasses and camera it has; null for its own
 */
export function drawAppearance(
  seed: string | number,
  person: string,
  picture: number,
  session: Session | null = null,
): Appearance {
  const rng = createRng(seed).fork(`person ${person}`).fork(`picture ${picture}`)
  const pose = rng.fork('pose')
  const extras = rng.fork('extras')
  const own = {
    yawRad: clampedNormal(pose, 0, 0.065),
    pitchRad: clampedNormal(pose, 0, 0.035),
    rollRad: clampedNormal(pose, 0, 0.045),
    scalePx: clampedNormal(pose, 54, 2.2),
    centreX: clampedNormal(pose, 124.5, 2.5),
    centreY: clampedNormal(pose, 131, 2.5),
    expression: drawExpression(rng.fork('expression')),
    light: drawLight(rng.fork('light')),
    camera: drawCamera(rng.fork('camera')),
    clothes: drawClothes(extras),
    glasses: extras.next() < 0.04 ? drawGlasses(extras) : null,
  }
  if (session === null) return own
  const { clothes, glasses, camera } = session
  const light = turnedLight(session.light, rng.fork('turned light'))
  return {
    ...own,
    light,
    clothes,
    glasses,
    camera: camera === null ? own.camera : shotWith(camera, light.exposure, rng.fork('shot')),
  }
}

function drawExpression(rng: Rng): Expression {
  const kind = rng.next()
  const smile = kind < 0.45 ? rng.uniform(0.3, 1) : rng.uniform(0, 0.15)
  return {
    smile,
    open: rng.next() < 0.3 ? rng.uniform(0.15, smile > 0.2 ? 0.6 : 1) : 0,
    browsRaised: rng.next() < 0.2 ? rng.uniform(0.3, 1) : rng.uniform(0, 0.15),
    eyesClosed: rng.next() < 0.06 ? rng.uniform(0.6, 0.9) : rng.uniform(0, 0.25),
    gazeX: clampedNormal(rng, 0, 0.02),
    gazeY: clampedNormal(rng, 0, 0.008),
  }
}

export function drawLight(rng: Rng): Light {
  return {
    azimuthRad: clampedNormal(rng, 0, 0.5),
    elevationRad: rng.uniform(0, 0.9),
    ambient: rng.uniform(0.55, 0.85),
    exposure: rng.uniform(0.82, 1.12),
    warmth: clampedNormal(rng, 0.02, 0.03),
  }
}

/** Somebody who turns a little in the light of a room. */
function turnedLight(light: Light, rng: Rng): Light {
  return {
    ...light,
    azimuthRad: light.azimuthRad + clampedNormal(rng, 0, 0.12),
    elevationRad: Math.max(0, light.elevationRad + clampedNormal(rng, 0, 0.06)),
    exposure: light.exposure * (1 + clampedNormal(rng, 0, 0.02)),
  }
}

/** About a metre away, with nothing of its own but blur, grain and compression. */
function drawCamera(rng: Rng): Camera {
  return {
    name: null,
    distance: 14,
    pixelSize: 1,
    redGain: 1,
    blueGain: 1,
    contrast: 1,
    sharpening: 0,
    blurPx: rng.uniform(0.2, 0.7),
    noise: rng.uniform(1.6, 2.6),
    jpegQuality: 75 + rng.int(21),
  }
}

export function drawClothes(rng: Rng): Clothes {
  return {
    colour: drawClothColour(rng),
    collar: rng.pick(['round', 'v', 'shirt'] as const),
    depth: rng.uniform(0, 0.35),
  }
}

/** Cloth is duller than paint. */
function drawClothColour(rng: Rng): Rgb {
  const grey = rng.uniform(20, 225)
  return mixRgb(
    [grey, grey, grey],
    [rng.uniform(0, 255), rng.uniform(0, 255), rng.uniform(0, 255)],
    rng.uniform(0, 0.6),
  )
}

export function drawGlasses(rng: Rng): Glasses {
  const dark = rng.uniform(15, 90)
  return { colour: [dark + rng.uniform(0, 30), dark, dark], squareness: rng.next(), thicknessPx: rng.uniform(1.2, 2.8) }
}
