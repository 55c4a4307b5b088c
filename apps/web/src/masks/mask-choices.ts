import {
  type CoverType,
  coloursOfCover,
  coverRegions,
  type MaskColour,
  type MaskedFace,
  type MaskPatternName,
  type MaskStyle,
} from '@maskmirror/mask-the-face'

/** How masks are drawn, as chosen on the page. */
export interface MaskChoices {
  readonly style: MaskStyle
  /** `usual`: the first of the colours that each is sold in; else a name or a CSS colour. */
  readonly colour: 'usual' | (MaskColour & string)
  readonly pattern: {
    /** `picture`: the one that the user gave. */
    readonly name: 'none' | 'picture' | MaskPatternName
    readonly fit: 'tile' | 'stretch'
    /** A tile's width as a share of the fabric's, in (0, 1]. */
    readonly size: number
    /** 0..1. */
    readonly weight: number
  }
  readonly jitter: {
    /** Standard deviation in eye distances. */
    readonly position: number
    /** Standard deviation as a share of the size. */
    readonly size: number
    /** Standard deviation in degrees. */
    readonly rollDeg: number
    readonly seed: string
  }
  readonly match: {
    readonly brightness: boolean
    readonly saturation: boolean
    readonly sharpness: boolean
    readonly shadow: boolean
  }
}

/** As `drawMask` draws when nothing is asked for. */
export const defaultChoices: MaskChoices = {
  style: 'correct',
  colour: 'usual',
  pattern: { name: 'none', fit: 'tile', size: 0.25, weight: 1 },
  jitter: { position: 0, size: 0, rollDeg: 0, seed: '1' },
  match: { brightness: true, saturation: true, sharpness: true, shadow: true },
}

/** Whether the wearing style can be chosen; what the jaw does not hold is only worn correctly. */
function hasStyles(type: CoverType): boolean {
  return coverRegions[type] === 'lower-face'
}

/** @param face number of the face in the photo, from 0, which jitters on its own */
export function lookOf(choices: MaskChoices, type: CoverType, face: number): Omit<MaskedFace, 'landmarks' | 'pattern'> {
  const { position, size, rollDeg, seed } = choices.jitter
  const jitters = position > 0 || size > 0 || rollDeg > 0
  return {
    type,
    colour: choices.colour === 'usual' ? coloursOfCover[type][0]! : choices.colour,
    style: hasStyles(type) ? choices.style : 'correct',
    jitter: jitters ? { position, size, rollRad: (rollDeg * Math.PI) / 180 } : null,
    seed: jitters ? `${seed}/face ${face}` : null,
    match: choices.match,
  }
}
