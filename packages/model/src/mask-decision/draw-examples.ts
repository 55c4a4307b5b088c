import type { Image, Landmarks, Rng } from '@maskmirror/core'
import type { MaskPlace } from '@maskmirror/faces'
import {
  type CoverType,
  coloursOfCover,
  coverRegions,
  coverTypes,
  drawMask,
  type MaskColour,
  type MaskPattern,
  type MaskStyle,
  type MaskTemplates,
} from '@maskmirror/mask-the-face'
import { drawFingers } from './draw-fingers.ts'
import { skinColour } from './skin-colour.ts'

/** A picture of a face and where its mask is. */
export interface DrawnExample {
  readonly image: Image
  readonly place: MaskPlace
  /** How the mask was drawn; null for a bare face. */
  readonly style: MaskStyle | null
}

export interface MaskWardrobe {
  readonly templates: MaskTemplates
  readonly patterns: readonly MaskPattern[]
}

/** The styles that every face is drawn in, one of each list by lot; our choice. */
const stylesOfFace: readonly (readonly MaskStyle[])[] = [
  ['correct'],
  ['correct'],
  ['below-nose'],
  ['on-chin', 'on-chin', 'below-chin', 'one-ear'],
]

/** The place of each style; what hangs below the chin or from one ear is not worn. */
const placeOfStyle: Readonly<Record<MaskStyle, MaskPlace>> = {
  correct: 'correct',
  'below-nose': 'below-nose',
  'on-chin': 'on-chin',
  'below-chin': 'none',
  'one-ear': 'none',
}

const lowerCovers = coverTypes.filter((type) => coverRegions[type] === 'lower-face')

/**
 * A bare face as it is, and with masks of all types, colours and styles; some with sunglasses or a cap besides, some bare
 * ones with fingers before the mouth, which is no mask.
 *
 * @param landmarks `ibug68`, pixels of the image
 * @returns the bare face first; masks that cannot be drawn on this face are left out
 */
export function drawExamples(image: Image, landmarks: Landmarks, wardrobe: MaskWardrobe, rng: Rng): DrawnExample[] {
  const dressed = (label: string) => withUpperCover(image, landmarks, wardrobe, rng.fork(label))
  const examples: DrawnExample[] = [{ image: dressed('bare'), place: 'none', style: null }]
  if (rng.fork('fingers').next() < 0.2) {
    examples.push({ image: drawFingers(image, landmarks, rng.fork('fingers drawn')), place: 'none', style: null })
  }
  for (const [i, styles] of stylesOfFace.entries()) {
    const own = rng.fork(`mask ${i}`)
    const style = own.pick(styles)
    const type = style === 'correct' ? own.pick(lowerCovers) : own.pick(jawCovers)
    const drawn = drawMask(dressed(`mask ${i}`), landmarks, {
      templates: wardrobe.templates,
      type,
      colour: chooseColour(image, landmarks, type, own.fork('colour')),
      pattern: own.fork('patterned').next() < 0.25 ? own.fork('pattern').pick(wardrobe.patterns) : null,
      style,
      jitter: { position: 0.03, size: 0.05, rollRad: 0.04 },
      seed: own.fork('seed').int(2 ** 31),
    })
    if (drawn.ok) examples.push({ image: drawn.value.image, place: placeOfStyle[style], style })
  }
  return examples
}

/** What is pulled down in real life; a gaiter or bandana below the nose looks like one that is worn right. */
const jawCovers: readonly CoverType[] = ['surgical', 'surgical', 'cloth', 'n95', 'kn95', 'ffp2-valve']

/** A usual colour, any colour, or one like the wearer's skin. */
function chooseColour(image: Image, landmarks: Landmarks, type: CoverType, rng: Rng): MaskColour {
  const lot = rng.next()
  if (lot < 0.55) return rng.pick(coloursOfCover[type])
  const skin = lot < 0.7 ? skinColour(image, landmarks, rng) : null
  if (skin === null) return [rng.uniform(10, 245), rng.uniform(10, 245), rng.uniform(10, 245)]
  return [0, 1, 2].map((c) => Math.min(255, Math.max(0, skin[c]! + rng.normal(0, 12)))) as [number, number, number]
}

function withUpperCover(image: Image, landmarks: Landmarks, { templates }: MaskWardrobe, rng: Rng): Image {
  const lot = rng.next()
  if (lot >= 0.15) return image
  const type = lot < 0.1 ? 'sunglasses' : 'cap'
  const drawn = drawMask(image, landmarks, { templates, type, colour: chooseColour(image, landmarks, type, rng) })
  return drawn.ok ? drawn.value.image : image
}
