import {
  coverTypes,
  type MaskColourName,
  maskColourNames,
  maskStyles,
  maskTypes,
  type Rgb,
} from '@maskmirror/mask-the-face'
import { z } from 'zod'

const ColourSchema = z
  .string()
  .refine(
    (text) => isColourName(text) || /^#[0-9a-f]{6}$/i.test(text),
    `Expected colours to be among ${maskColourNames.join(', ')} or like #a0b1c2`,
  )
  .transform((text): MaskColourName | Rgb => (isColourName(text) ? text : rgbOf(text)))

/** What is drawn and how it is written; with the pictures, their faces and the patterns it decides every byte of the output. */
export const SynthOptionsSchema = z.object({
  /** Types to draw from, each equally likely; default the masks that most people wear. */
  types: z
    .array(z.enum(coverTypes))
    .min(1)
    .default([...maskTypes]),
  /** Colours to draw from; default null: those usual for the type. */
  colours: z.array(ColourSchema).min(1).nullable().default(null),
  /** Wearing styles to draw from, for what hides the lower face; default worn correctly. */
  styles: z.array(z.enum(maskStyles)).min(1).default(['correct']),
  /** Moves, turns and resizes each mask a little, as faces and hands do. */
  jitter: z.boolean().default(false),
  /** 0 shows the colour only, 1 the pattern only. */
  patternWeight: z.number().min(0).max(1).default(1),
  /** Which mask a face gets follows from it and the file's name alone. */
  seed: z.number().int().default(0),
  /** Of JPEG, WebP and AVIF, 1..100. */
  quality: z.number().int().min(1).max(100).default(95),
  /** `keep`: EXIF and XMP of the picture go into the output, place and device with them; `strip`: none do. */
  metadata: z.enum(['keep', 'strip']).default('keep'),
  /** Every face that the detector finds instead of the most central large one; a face list always counts whole. */
  allFaces: z.boolean().default(false),
  /** Writes FILE.alpha.png beside each output: the share of mask in each pixel, 0..255. */
  alpha: z.boolean().default(false),
  /** Writes FILE.binary.png: 255 where at least half of a pixel is mask, else 0. */
  binary: z.boolean().default(false),
})

export type SynthOptions = z.infer<typeof SynthOptionsSchema>

function isColourName(text: string): text is MaskColourName {
  return (maskColourNames as readonly string[]).includes(text)
}

function rgbOf(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
