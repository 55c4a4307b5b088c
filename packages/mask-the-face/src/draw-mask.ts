import { createImage, createRng, failed, type Image, type Landmarks, type Outcome, succeeded } from '@maskmirror/core'
import { toRgb } from '@maskmirror/imaging'
import { type CoverType, coverRegions } from './cover-type.ts'
import type { DrawMaskFailure, DrawnMask } from './drawn-mask.ts'
import { MaskTheFaceError } from './error.ts'
import { faceFrame } from './face-frame.ts'
import { generatorVersion } from './generator-version.ts'
import { headYaw } from './head-yaw.ts'
import { drawJitter, type JitterSpread, noJitter } from './mask-jitter.ts'
import { type MatchOptions, measureLook } from './mask-look.ts'
import { type MaskPattern, planPattern, preparedImage } from './mask-pattern.ts'
import type { MaskRecord } from './mask-record.ts'
import { type MaskStyle, maskStyles } from './mask-style.ts'
import type { MaskTemplates } from './mask-template.ts'
import { placeCover } from './place-cover.ts'
import { renderMask } from './render-mask.ts'
import { type MaskColour, resolveColour } from './resolve-colour.ts'
import { templateOf } from './template-of.ts'

/** On a smaller face a mask is a few pixels of mud; our choice. */
const minIodPx = 6

/** What to draw. */
export interface DrawMaskOptions {
  readonly templates: MaskTemplates
  readonly type: CoverType
  /** By name, or as it would look in neutral light. */
  readonly colour: MaskColour
  /** Printed on the fabric; default none. */
  readonly pattern?: MaskPattern | null
  /** Default `correct`; the other styles are for what the jaw holds. */
  readonly style?: MaskStyle
  /** Moves the mask a little, by the seed, which it then needs; default not at all. */
  readonly jitter?: JitterSpread | null
  /**
   * Decides jitter and, for `one-ear` on a head seen from the front, the side; kept in the record. Without it the ear of the
   * wider cheek is taken, on a turned head the one that is seen.
   */
  readonly seed?: string | number | null
  /** What is fitted to the picture; default all. */
  readonly match?: MatchOptions
}

/**
 * Draws a mask on a face: template to the points that hold it, colour and sharpness fitted to the face around it, true
 * alpha blending. What the landmarks do not allow is a failure with a reason.
 *
 * @param image RGB, RGBA, or grey, which gives RGB; not written to
 * @param landmarks `ibug68` in pixels of the image, which need not hold all of them
 * @throws MaskTheFaceError `bad-image`, `bad-landmarks` (scheme or count), `bad-colour`, `bad-style`, `bad-pattern` or
 *   `missing-template`
 */
export function drawMask(
  image: Image,
  landmarks: Landmarks,
  options: DrawMaskOptions,
): Outcome<DrawnMask, DrawMaskFailure> {
  checkImage(image)
  const target = canvasFor(image)
  const alpha = createImage(image.width, image.height, 1)
  const drawn = drawMaskInto(target, alpha, { ...options, landmarks, seen: target })
  return drawn.ok ? succeeded({ image: target, alpha, record: drawn.value }) : drawn
}

/** A copy to draw on. */
export function canvasFor(image: Image): Image {
  if (image.channels === 1) return toRgb(image)
  return createImage(image.width, image.height, image.channels, image.data.slice())
}

/** @throws MaskTheFaceError `bad-image` for a picture whose data does not fit its size, or without pixels */
export function checkImage({ width, height, channels, data }: Image): void {
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0
  if (whole && data.length === width * height * channels) return
  throw new MaskTheFaceError({
    code: 'bad-image',
    message: `Expected an image with at least one pixel and width · height · channels values but received ${width}×${height}×${channels} with ${data.length}`,
    details: { width, height, channels, length: data.length },
  })
}

/**
 * Draws into a picture.
 *
 * @param image RGB or RGBA, written to unless the face is a failure
 * @param alpha one channel, written to
 * @param options.seen the picture that light and sharpness are measured on
 */
export function drawMaskInto(
  image: Image,
  alpha: Image,
  options: DrawMaskOptions & { landmarks: Landmarks; seen: Image },
): Outcome<MaskRecord, DrawMaskFailure> {
  const { templates, type, colour, pattern = null, style = 'correct', jitter = null, seed = null, match = {} } = options
  const template = templateOf(templates, type)
  const rgb = resolveColour(colour)
  checkStyle(type, style)
  const plan = pattern === null ? null : planPattern(pattern)
  const rng = seed === null ? null : createRng(seed)
  const moved = jitter === null ? noJitter : drawJitter(needSeed(rng).fork('jitter'), jitter)
  const frame = faceFrame(options.landmarks)
  if (!frame.ok) return frame
  const { iodPx } = frame.value
  if (iodPx < minIodPx) {
    return failed('face-too-small', `the eyes are ${iodPx.toFixed(1)} px apart: expected at least ${minIodPx}`)
  }
  const side = rng === null ? null : rng.fork('side').pick(['left', 'right'] as const)
  const yawDeg = headYaw(frame.value.points)
  const placed = placeCover(template, frame.value, { style, side, jitter: moved, yawDeg })
  if (!placed.ok) return placed
  const { points, warp, loops } = placed.value
  const look = measureLook(options.seen, frame.value, match)
  const print = pattern === null || plan === null ? null : { image: preparedImage(pattern.image), plan }
  const coverageBox = renderMask(image, alpha, { template, warp, loops, colour: rgb, pattern: print, look })
  if (coverageBox === null) return failed('outside-picture', 'the mask would lie wholly outside of the picture')
  return succeeded({
    generator: 'mask-the-face',
    generatorVersion,
    picture: { width: image.width, height: image.height },
    template: { type, checksum: template.checksum },
    colour: { asked: colour, rgb: [...rgb] },
    pattern:
      pattern === null || print === null
        ? null
        : { name: pattern.name ?? null, checksum: print.image.checksum, ...print.plan },
    style,
    seed,
    jitter: moved,
    holdPoints: [...points],
    yawDeg,
    warp,
    loops,
    look,
    coverageBox,
  })
}

function checkStyle(type: CoverType, style: MaskStyle): void {
  const allowed = coverRegions[type] === 'lower-face' ? maskStyles : (['correct'] as const)
  if (allowed.some((name) => name === style)) return
  throw new MaskTheFaceError({
    code: 'bad-style',
    message: `Expected the style of ${type} to be one of ${allowed.join(', ')} but received ${style}`,
    details: { type, style },
  })
}

function needSeed<T>(rng: T | null): T {
  if (rng !== null) return rng
  throw new MaskTheFaceError({
    code: 'bad-style',
    message: 'Expected a seed, which jitter is drawn from, but received none',
  })
}
