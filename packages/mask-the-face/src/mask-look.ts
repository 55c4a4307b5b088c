import type { Image } from '@maskmirror/core'
import { faceBlur } from './face-blur.ts'
import type { FaceFrame } from './face-frame.ts'
import { lightGain } from './light-gain.ts'
import { skinPatchesInFrame } from './skin-patches.ts'
import { skinSaturation } from './skin-saturation.ts'

/** What is fitted to the picture; each is on by default. */
export interface MatchOptions {
  /** The fabric's brightness to the light on the face; default true. */
  readonly brightness?: boolean
  /** The fabric's saturation to the picture's; default true. */
  readonly saturation?: boolean
  /** The drawing's sharpness to the face's; default true. */
  readonly sharpness?: boolean
  /** A soft shadow on the skin beside the mask; default true. */
  readonly shadow?: boolean
}

/** How a fabric looks in one picture. */
export interface MaskLook {
  /** Factor on the fabric's sRGB values, see `lightGain`. */
  readonly gain: number
  /** Share of the fabric's saturation that is left, 0..1. */
  readonly saturation: number
  /** Standard deviation in pixels. */
  readonly blurPx: number
  /** How much of the light the shadow takes at its darkest, 0..1. */
  readonly shadow: number
}

/** Our choice, by eye. */
const shadowStrength = 0.4

/** @param image RGB or RGBA */
export function measureLook(
  image: Image,
  frame: FaceFrame,
  { brightness = true, saturation = true, sharpness = true, shadow = true }: MatchOptions,
): MaskLook {
  const patches = brightness || saturation ? skinPatchesInFrame(image, frame) : []
  return {
    gain: brightness ? lightGain(patches) : 1,
    saturation: saturation ? skinSaturation(patches) : 1,
    blurPx: sharpness ? faceBlur(image, frame) : 0,
    shadow: shadow ? shadowStrength : 0,
  }
}
