import { createImage, failed, type Image, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import type { CompatAssets } from './compat-assets.ts'
import { drawTemplate, type TemplateDrawing } from './draw-template.ts'
import { fitHomography, type Matrix3 } from './fit-homography.ts'
import { createHsvTables } from './hsv-tables.ts'
import { inpaintTelea } from './inpaint-telea.ts'
import type { MaskSection } from './masks-config.ts'
import { sumOfValue } from './mean-value.ts'
import { type CompatLook, type PrepareFailure, prepareTemplate } from './prepare-template.ts'
import { type CompatSixPoints, type CompatSixPointsFailure, compatSixPoints } from './six-points.ts'
import type { TemplateTexels } from './template-texels.ts'

/** Which mask is drawn, with which look. */
export interface CompatRequest extends CompatLook {
  /** A section of the configuration without its side, or `all`. */
  readonly type: string
}

/** One mask on one face. */
export interface CompatMask extends Pick<TemplateDrawing, 'alpha' | 'box' | 'brightness' | 'saturation'> {
  /** The section that was taken, with the face's side. */
  readonly section: string
  readonly sixPoints: CompatSixPoints
  /** From template to picture. */
  readonly homography: Matrix3
}

/** A picture with a mask of one type on every face. */
export interface CompatPicture {
  readonly type: string
  /** RGB. */
  readonly image: Image
  /** In the order of the faces. */
  readonly masks: readonly CompatMask[]
}

/**
 * - `no-face`: nothing is written, as in the original
 * - `unknown-type`: the configuration has no such section, or no points in it
 * - all others: what stops the original's whole run
 */
export type CompatFailure = 'no-face' | 'unknown-type' | 'no-homography' | CompatSixPointsFailure | PrepareFailure

export interface CompatMasker {
  /**
   * Draws masks as the original does: on every face in turn on the same picture, so that a later face's mask fits itself
   * to the brightness of the picture with the earlier ones.
   *
   * @param image grey, RGB or RGBA, of which alpha is dropped; it is not changed
   * @param faces `ibug68` each, in the order of the detector
   * @returns a picture for each type: one, or for `all` one for each type of the configuration
   * @throws MaskTheFaceError `bad-landmarks`
   */
  readonly maskPicture: (
    image: Image,
    faces: readonly Landmarks[],
    request: CompatRequest,
  ) => Promise<Outcome<readonly CompatPicture[], CompatFailure>>
}

/**
 * @param assets of `loadCompatAssets`
 * @param options.maxPrepared templates with their pattern and colour that are kept ready, about 2 MB each; default 32, our choice
 */
export function createCompatMasker(
  assets: CompatAssets,
  { maxPrepared = 32 }: { maxPrepared?: number } = {},
): CompatMasker {
  const tables = createHsvTables()
  const prepare = keepLatest(maxPrepared, (section: MaskSection, look: CompatLook) =>
    prepareTemplate(assets, section, look),
  )

  async function drawOn(
    picture: { image: Image; valueSum: number },
    sixPoints: CompatSixPoints,
    request: CompatRequest,
  ): Promise<Outcome<{ mask: CompatMask; valueSum: number }, CompatFailure>> {
    const type = `${request.type}${sixPoints.side}`
    const name = sectionNameOf(type)
    const section = assets.config.sections.get(name)
    if (section === undefined || section === null) {
      const why = section === null ? 'has no points' : 'does not exist'
      return failed('unknown-type', `section [${name}] ${why}; types: ${assets.config.types.join(', ')}`)
    }
    const texels = await prepare(section, request)
    if (!texels.ok) return texels
    const homography = fitHomography(section.anchors, sixPoints.points)
    if (!homography.ok) return homography
    const drawing = drawTemplate(picture.image, {
      texels: texels.value,
      matrix: homography.value,
      filling: name === type ? 'template' : 'black',
      tables,
      valueSum: picture.valueSum,
    })
    let valueSum = drawing.valueSum
    if (type.includes('inpaint')) {
      inpaintTelea(picture.image, drawing.alpha, drawing.box)
      valueSum = sumOfValue(picture.image)
    }
    const { alpha, box, brightness, saturation } = drawing
    const mask = { section: name, sixPoints, homography: homography.value, alpha, box, brightness, saturation }
    return succeeded({ mask, valueSum })
  }

  return {
    maskPicture: async (image, faces, request) => {
      if (faces.length === 0) return failed('no-face', 'the picture has no face')
      const points: CompatSixPoints[] = []
      for (const [i, face] of faces.entries()) {
        const found = compatSixPoints(face, image.width)
        if (!found.ok) return { ...found, detail: `${faceName(i, faces)}${found.detail}` }
        points.push(found.value)
      }
      const source = asRgb(image)
      const sourceSum = sumOfValue(source)
      const pictures: CompatPicture[] = []
      for (const type of request.type === 'all' ? assets.config.types : [request.type]) {
        const target = { image: createImage(source.width, source.height, 3, source.data.slice()), valueSum: sourceSum }
        const masks: CompatMask[] = []
        for (const [i, sixPoints] of points.entries()) {
          const drawn = await drawOn(target, sixPoints, { ...request, type })
          if (!drawn.ok) return { ...drawn, detail: `${faceName(i, faces)}${drawn.detail}` }
          masks.push(drawn.value.mask)
          target.valueSum = drawn.value.valueSum
        }
        pictures.push({ type, image: target.image, masks })
      }
      return succeeded(pictures)
    },
  }
}

/** `empty` and `inpaint` have no points of their own: they take the shape of the blue surgical mask. */
function sectionNameOf(type: string): string {
  if (!type.includes('empty') && !type.includes('inpaint')) return type
  return `surgical_blue${type.includes('left') ? '_left' : type.includes('right') ? '_right' : ''}`
}

function faceName(index: number, faces: readonly Landmarks[]): string {
  return faces.length === 1 ? '' : `face ${index + 1} of ${faces.length}: `
}

/** Grey in all three channels, alpha dropped, as OpenCV reads pictures; RGB is not copied. */
function asRgb(image: Image): Image {
  if (image.channels === 3) return image
  const rgb = createImage(image.width, image.height, 3)
  for (let i = 0, j = 0; j < rgb.data.length; i += image.channels, j += 3) {
    for (let c = 0; c < 3; c++) rgb.data[j + c] = image.data[image.channels === 1 ? i : i + c]!
  }
  return rgb
}

type Prepared = Promise<Outcome<TemplateTexels, PrepareFailure>>

/** Remembers the results that were used last; failures are tried again. */
function keepLatest(
  limit: number,
  make: (section: MaskSection, look: CompatLook) => Prepared,
): (section: MaskSection, look: CompatLook) => Prepared {
  const kept = new Map<string, Prepared>()
  return (section, look) => {
    const { colour, colourWeight, pattern, patternWeight } = look
    const key = JSON.stringify([section.name, colour, colourWeight, pattern, patternWeight])
    const found = kept.get(key) ?? make(section, look)
    kept.delete(key)
    kept.set(key, found)
    if (kept.size > limit) kept.delete(kept.keys().next().value!)
    const forget = () => kept.delete(key)
    found.then((outcome) => outcome.ok || forget(), forget)
    return found
  }
}
