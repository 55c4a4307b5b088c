import type { Image, Landmarks, Outcome, Rng } from '@maskmirror/core'
import type { DrawMaskFailure, DrawnMask } from './drawn-mask.ts'
import type { MaskColourName, Rgb } from './mask-colour.ts'
import type { MaskTemplates, RasteriseSvg } from './mask-template.ts'
import type { MaskType } from './mask-type.ts'
import type { SixPoints, SixPointsFailure } from './six-points.ts'

export type { DrawMaskFailure, DrawnMask, MaskRecord } from './drawn-mask.ts'
export type { MaskColourName, Rgb } from './mask-colour.ts'
export { coloursOfType, maskColourNames, maskColours } from './mask-colour.ts'
export type { MaskTemplate, MaskTemplates, RasteriseSvg } from './mask-template.ts'
export type { MaskType } from './mask-type.ts'
export { maskTypes } from './mask-type.ts'
export type { SixPoints, SixPointsFailure } from './six-points.ts'

export declare function createMaskTemplates(rasterise: RasteriseSvg): Promise<MaskTemplates>
export declare function sixPointsFromLandmarks(landmarks: Landmarks): Outcome<SixPoints, SixPointsFailure>
export declare function drawMask(
  image: Image,
  landmarks: Landmarks,
  options: { templates: MaskTemplates; type: MaskType; colour: MaskColourName | Rgb },
): Outcome<DrawnMask, DrawMaskFailure>
export declare function chooseMask(rng: Rng): { type: MaskType; colour: MaskColourName }
/** Stored with every picture; changes when the same input gives other pixels. */
export declare const generatorVersion: string
