import { z } from 'zod'
import { coverTypes } from './cover-type.ts'
import { MaskTheFaceError } from './error.ts'
import { maskStyles } from './mask-style.ts'

const number = z.number()
const channel = z.number().min(0).max(255)
const rgb = z.tuple([channel, channel, channel]).readonly()
const side = z.strictObject({
  line: z.tuple([number, number, number]).readonly(),
  closed: z.boolean(),
})
const matrix = z.tuple([number, number, number, number, number, number, number, number, number]).readonly()

/** From which a picture can be drawn again, bit for bit: plain JSON, points in pixels of the picture. */
export const MaskRecordSchema = z
  .strictObject({
    generator: z.literal('mask-the-face'),
    generatorVersion: z.string(),
    picture: z.strictObject({ width: z.int().min(1), height: z.int().min(1) }).readonly(),
    /** `checksum` is the drawing's, see `MaskTemplate`. */
    template: z.strictObject({ type: z.enum(coverTypes), checksum: z.string() }).readonly(),
    /** As it was asked for, and what it is in sRGB. */
    colour: z.strictObject({ asked: z.union([z.string(), rgb]), rgb }).readonly(),
    pattern: z
      .strictObject({
        name: z.string().nullable(),
        checksum: z.string(),
        weight: z.number().min(0).max(1),
        fit: z.enum(['tile', 'stretch']),
        size: z.number().gt(0).max(1),
      })
      .readonly()
      .nullable(),
    style: z.enum(maskStyles),
    /** `null` when nothing was drawn by lot. */
    seed: z.union([z.string(), z.number()]).nullable(),
    jitter: z.strictObject({ x: number, y: number, scale: number, rollRad: number }).readonly(),
    /** Where the face holds it, after style and jitter: a…f and the nose tip, or an origin and its two units. */
    holdPoints: z.array(number).readonly(),
    /** How far the head is turned to the picture's right, see `headYaw`. */
    yawDeg: number,
    /** From pixels of the template to pixels of the picture, see `MaskWarp`. */
    warp: z
      .strictObject({
        kind: z.enum(['plane', 'blended', 'folded']),
        pieces: z
          .array(
            z
              .strictObject({
                maps: z
                  .array(z.strictObject({ map: matrix, share: z.number().gt(0).max(1) }).readonly())
                  .min(1)
                  .max(2)
                  .readonly(),
                sides: z.array(side.readonly()).readonly(),
              })
              .readonly(),
          )
          .min(1)
          .readonly(),
      })
      .readonly(),
    /** See `MaskLoop`. */
    loops: z
      .array(
        z
          .strictObject({
            from: z.tuple([number, number]).readonly(),
            to: z.tuple([number, number]).readonly(),
            widthPx: z.number().gt(0),
            opacity: z.number().gt(0).max(1),
          })
          .readonly(),
      )
      .readonly(),
    /** See `MaskLook`. */
    look: z
      .strictObject({
        gain: z.number().min(0),
        saturation: z.number().min(0).max(1),
        blurPx: z.number().min(0),
        shadow: z.number().min(0).max(1),
      })
      .readonly(),
    /** The pixels that may have changed. */
    coverageBox: z
      .strictObject({ x: z.int().min(0), y: z.int().min(0), width: z.int().min(1), height: z.int().min(1) })
      .readonly(),
  })
  .readonly()

export type MaskRecord = z.infer<typeof MaskRecordSchema>

/**
 * Reads a record that was kept as JSON.
 *
 * @throws MaskTheFaceError `bad-record` naming every field that is wrong
 */
export function parseMaskRecord(value: unknown): MaskRecord {
  const parsed = MaskRecordSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new MaskTheFaceError({
    code: 'bad-record',
    message: `Expected the record of a drawn mask: ${z.prettifyError(parsed.error)}`,
    cause: parsed.error,
  })
}
