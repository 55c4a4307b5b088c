import { readFile } from 'node:fs/promises'
import { createLandmarks, type Landmarks } from '@maskmirror/core'
import { z } from 'zod'
import { SynthError } from './error.ts'

const BoxSchema = z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()])
const PointSchema = z.tuple([z.number(), z.number()])

/** One line of a face list. Pixels of the picture with its orientation applied; the centre of the first pixel is 0, 0. */
const FaceLineSchema = z
  .strictObject({
    /** As in the provenance: relative to the input folder, with `/`. */
    file: z.string().min(1),
    /** Left, top, width, height. */
    box: BoxSchema.optional(),
    /** 68 points, flat or in pairs. */
    ibug68: z
      .union([
        z.array(z.number()).length(136),
        z
          .array(PointSchema)
          .length(68)
          .transform((points) => points.flat()),
      ])
      .optional(),
  })
  .refine(({ box, ibug68 }) => box !== undefined || ibug68 !== undefined, 'Expected ibug68, box or both')

/** One line that `maskmirror faces` wrote; what it says besides is not needed. */
const FoundFaceLineSchema = z.union([
  z.looseObject({ file: z.string().min(1), key: z.string(), ok: z.literal(false) }),
  z.looseObject({
    file: z.string().min(1),
    key: z.string(),
    ok: z.literal(true),
    box: BoxSchema,
    landmarks68: z.array(PointSchema).length(68),
  }),
])

/** A face that the user names. */
export interface GivenFace {
  /** Left, top, width, height. */
  readonly box: readonly [x: number, y: number, width: number, height: number] | null
  /** null: the detector's face in this box is meant. */
  readonly landmarks: Landmarks | null
}

/** Faces by file, in the order of the lines. */
export interface FaceList {
  readonly faces: ReadonlyMap<string, readonly GivenFace[]>
  /** Whether a line has no landmarks, so that models are needed. */
  readonly needsModels: boolean
}

/**
 * Reads faces as JSON Lines: `{"file": "a/b.jpg", "box": [x, y, width, height], "ibug68": [[x, y], …]}`, of which box or
 * ibug68 may be left out; several lines with one file are several faces. Lines of `maskmirror faces` are read too: each face
 * that it could use counts.
 *
 * @throws SynthError `bad-face-list` with the number of the line
 */
export async function readFaceList(path: string): Promise<FaceList> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw badList(`Expected a face list at ${path} but ${cause.message}`, cause)
  })
  const faces = new Map<string, GivenFace[]>()
  let needsModels = false
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const given = parseLine(line, `${path}, line ${i + 1}`)
    if (given === null) continue
    const { file, box = null, ibug68 } = given
    const landmarks = ibug68 === undefined ? null : createLandmarks('ibug68', ibug68)
    needsModels ||= landmarks === null
    const known = faces.get(file)
    if (known === undefined) faces.set(file, [{ box, landmarks }])
    else known.push({ box, landmarks })
  }
  return { faces, needsModels }
}

/** @returns null for a line that says why there is no face */
function parseLine(line: string, where: string): z.infer<typeof FaceLineSchema> | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw badList(`${where}: Expected JSON but ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
  const found = FoundFaceLineSchema.safeParse(value).data
  if (found !== undefined) {
    return found.ok ? { file: found.file, box: found.box, ibug68: found.landmarks68.flat() } : null
  }
  const parsed = FaceLineSchema.safeParse(value)
  if (!parsed.success) throw badList(`${where}: ${z.prettifyError(parsed.error)}`, parsed.error)
  return parsed.data
}

function badList(message: string, cause: unknown): SynthError {
  return new SynthError({ code: 'bad-face-list', message, cause })
}
