import type { Expression } from './appearance.ts'
import { createHeadSurface, type HeadSurface } from './head-surface.ts'
import type { BrowShape, EyeShape, Identity, MouthShape, NoseShape } from './identity.ts'
import { lerp, type Point3, smoothstep } from './point.ts'

/** The curves of one face with its expression on, in the head's frame. Drawing and landmarks both use these. */
export interface FacePoints {
  readonly surface: HeadSurface
  /** On the image's left, then on its right. */
  readonly eyes: readonly [EyePoints, EyePoints]
  readonly brows: readonly [BrowPoints, BrowPoints]
  readonly nose: NosePoints
  readonly mouth: MouthPoints
}

export interface EyePoints {
  /** -1 on the image's left, 1 on its right. */
  readonly side: number
  /** Of the eyeball, where the pupil is when it looks ahead. */
  readonly centre: Point3
  readonly pupil: Point3
  /** Seven points from the inner to the outer corner, both included. */
  readonly upper: readonly Point3[]
  /** Likewise. */
  readonly lower: readonly Point3[]
  /** Likewise, null where the lid has no crease. */
  readonly crease: readonly Point3[] | null
}

export interface BrowPoints {
  readonly side: number
  /** Nine points along the middle, from the inner to the outer end. */
  readonly middle: readonly Point3[]
  /** Half thickness at each, in units of the head. */
  readonly halfThickness: readonly number[]
}

export interface NosePoints {
  /** Four points from between the eyes to the tip. */
  readonly bridge: readonly [Point3, Point3, Point3, Point3]
  /** Five points of the base from the image's left to its right. */
  readonly base: readonly [Point3, Point3, Point3, Point3, Point3]
  /** The outer curve of each wing from above to below. */
  readonly wings: readonly [readonly Point3[], readonly Point3[]]
}

/** Each from the image's left to its right. */
export interface MouthPoints {
  /** Seven points, corners included. */
  readonly upperOuter: readonly Point3[]
  readonly lowerOuter: readonly Point3[]
  /** Five points, inner corners included. */
  readonly upperInner: readonly Point3[]
  readonly lowerInner: readonly Point3[]
}

export function createFacePoints(identity: Identity, expression: Expression): FacePoints {
  const surface = createHeadSurface(identity, expression)
  return {
    surface,
    eyes: [eyePoints(surface, identity.eyes, expression, -1), eyePoints(surface, identity.eyes, expression, 1)],
    brows: [
      browPoints(surface, identity.brows, identity.eyes, expression, -1),
      browPoints(surface, identity.brows, identity.eyes, expression, 1),
    ],
    nose: nosePoints(surface, identity.nose, expression),
    mouth: mouthPoints(surface, identity.mouth, expression),
  }
}

const lidPositions = [-1, -0.66, -0.33, 0, 0.33, 0.66, 1] as const

function eyePoints(surface: HeadSurface, eye: EyeShape, expression: Expression, side: number): EyePoints {
  const { eyesClosed, smile, browsRaised, gazeX, gazeY } = expression
  const [sin, cos] = [Math.sin(eye.tiltRad), Math.cos(eye.tiltRad)]
  // u: -1 inner … 1 outer corner; v: up
  const place = (u: number, v: number) => {
    const along = u * eye.halfWidth
    return surface.at(side * (eye.apart + along * cos - v * sin), -(along * sin + v * cos))
  }
  const innerDip = (u: number) => -0.02 * (0.6 + eye.fold) * smoothstep(-0.5, -1, u)
  const arc = (u: number, peak: number, power: number) => {
    const t = u < peak ? (u - peak) / (1 + peak) : (u - peak) / (1 - peak)
    return 1 - Math.abs(t) ** power
  }
  const lowerV = (u: number) => innerDip(u) - eye.lower * (1 - 0.3 * smile) * arc(u, 0.15, 2.2)
  const openV = (u: number) =>
    innerDip(u) + eye.upper * (1 + 0.12 * browsRaised) * arc(u, eye.peak, 2.1 - 0.4 * eye.fold)
  const upperV = (u: number) => lerp(openV(u), lowerV(u), eyesClosed)
  const crease = lidPositions.map((u) =>
    place(u * 1.04, openV(u) + eye.crease * (0.55 + 0.45 * arc(u, 0.1, 2)) * (1 - 0.35 * eyesClosed)),
  )
  return {
    side,
    centre: place(0, 0.2 * (eye.upper - eye.lower)),
    pupil: surface.at(side * eye.apart + gazeX, -0.2 * (eye.upper - eye.lower) - gazeY),
    upper: lidPositions.map((u) => place(u, upperV(u))),
    lower: lidPositions.map((u) => place(u, lowerV(u))),
    crease: eye.crease === 0 ? null : crease,
  }
}

function browPoints(
  surface: HeadSurface,
  brow: BrowShape,
  eye: EyeShape,
  { browsRaised, smile }: Expression,
  side: number,
): BrowPoints {
  const height = brow.height + 0.11 * browsRaised - 0.01 * smile
  const steps = Array.from({ length: 9 }, (_, i) => i / 8)
  const rise = (t: number) => {
    const s = t < brow.archAt ? t / brow.archAt : (1 - t) / (1 - brow.archAt)
    return brow.arch * Math.sin((s * Math.PI) / 2) - brow.drop * t * t + Math.sin(eye.tiltRad) * 0.3 * t
  }
  return {
    side,
    middle: steps.map((t) => surface.at(side * lerp(brow.innerX, brow.outerX, t), -(height + rise(t)))),
    halfThickness: steps.map(
      (t) =>
        0.5 * brow.thickness * (0.7 + 0.3 * smoothstep(0, 0.2, t)) * (1 - brow.taper * smoothstep(0.35, 1, t) ** 1.2),
    ),
  }
}

function nosePoints(surface: HeadSurface, nose: NoseShape, { smile }: Expression): NosePoints {
  const wings = nose.wings * (1 + 0.1 * smile)
  const top = -0.03
  const tipY = nose.baseY - nose.lift
  const bridgeY = (t: number) => lerp(top, tipY, t)
  const wing = (side: number) =>
    [
      [0.62, -0.2],
      [0.9, -0.17],
      [1, -0.09],
      [0.92, -0.02],
      [0.7, 0.0],
    ].map(([x, y]) => surface.at(side * wings * x!, nose.baseY + y!))
  return {
    bridge: [
      surface.at(0, bridgeY(0)),
      surface.at(0, bridgeY(1 / 3)),
      surface.at(0, bridgeY(2 / 3)),
      surface.at(0, bridgeY(1)),
    ],
    base: [
      surface.at(-wings * 0.78, nose.baseY - 0.015),
      surface.at(-wings * 0.4, nose.baseY + 0.02),
      surface.at(0, nose.baseY + 0.04),
      surface.at(wings * 0.4, nose.baseY + 0.02),
      surface.at(wings * 0.78, nose.baseY - 0.015),
    ],
    wings: [wing(-1), wing(1)],
  }
}

function mouthPoints(surface: HeadSurface, mouth: MouthShape, { smile, open }: Expression): MouthPoints {
  const w = mouth.halfWidth * (1 + 0.2 * smile - 0.1 * open)
  const upper = mouth.upper * (1 - 0.2 * smile)
  const lower = mouth.lower * (1 - 0.15 * smile)
  // the surface drops what lies below; the gap here is what the lips add to it
  const gap = 0.13 * open + 0.02 * smile * open
  const lift = 0.05 * gap
  const cornerY = mouth.y + mouth.droop - 0.085 * smile
  const towards = (x: number, middleY: number) => lerp(middleY, cornerY, Math.abs(x) ** 1.7)
  const upperEdge = mouth.y - lift
  const lowerEdge = mouth.y + gap
  const place = (x: number, y: number) => surface.at(x * w, y)
  const bow = (x: number) => 1 - mouth.bow * Math.exp(-0.5 * (x / 0.12) ** 2)
  const outerUpper = (x: number) => towards(x, upperEdge) - upper * bow(x) * (1 - Math.abs(x) ** 1.6)
  const outerLower = (x: number) => towards(x, lowerEdge) + lower * (1 - Math.abs(x) ** 2.3)
  const outer = [-1, -0.6, -0.22, 0, 0.22, 0.6, 1]
  const inner = [-0.88, -0.36, 0, 0.36, 0.88]
  return {
    upperOuter: outer.map((x) => place(x, outerUpper(x))),
    lowerOuter: outer.map((x) => place(x, outerLower(x))),
    upperInner: inner.map((x) => place(x, towards(x, upperEdge))),
    lowerInner: inner.map((x) => place(x, Math.max(towards(x, upperEdge), towards(x, lowerEdge)))),
  }
}
