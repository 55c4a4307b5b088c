import { createImage, createLandmarks, type Image, type Landmarks } from '@maskmirror/core'
import { warpAffine } from '@maskmirror/imaging'
import { encodePng, rasteriseSvg } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import {
  type CoverType,
  coloursOfCover,
  coverRegions,
  createMaskTemplates,
  drawMask,
  faceFrame,
  type MaskStyle,
} from '@maskmirror/mask-the-face'
import { replaceFile } from '../picture-folder/replace-file.ts'
import { SynthError } from './error.ts'
import { facesOfPicture, readPicture } from './faces-of-picture.ts'
import type { SynthFaceFinder } from './find-faces.ts'
import type { SynthPlan } from './plan-synth.ts'

/** Pixels, our choice: a cap above and a mask below the chin are seen. */
const cell = { side: 208, eyesX: 104, eyesY: 92, iod: 48 } as const

/** From the eyes to the chin a face seen from the front measures this many eye distances; a turned one has no fewer. */
const chinDepth = 1.8

/** As many faces as fit beside one another on a usual screen. */
const maxColumns = 8

/** Every type and style that a plan may draw, on the first faces of its pictures. */
export interface ContactSheet {
  /** RGB; a row for each of `rows`, below the bare faces, a column for each of `columns`. */
  readonly image: Image
  readonly rows: readonly { readonly type: CoverType; readonly style: MaskStyle }[]
  /** Files of the input. */
  readonly columns: readonly string[]
  /** Masks that a face did not allow; its cell shows it bare. */
  readonly failed: readonly { readonly row: number; readonly column: number; readonly reason: string }[]
}

/**
 * Draws what a plan chooses from, to be looked at before thousands of pictures are drawn: each face in one size,
 * in the first of the colours and with the first of the patterns.
 *
 * @param finder needed when the plan says so
 */
export async function drawContactSheet(plan: SynthPlan, finder: SynthFaceFinder | null): Promise<ContactSheet> {
  const { types, styles, colours, jitter, patternWeight, seed } = plan.options
  const faces = await firstFaces(plan, finder)
  const rows = types.flatMap((type) =>
    (coverRegions[type] === 'lower-face' ? styles : (['correct'] as const)).map((style) => ({ type, style })),
  )
  const templates = await createMaskTemplates(rasteriseSvg, types)
  const image = createImage(cell.side * Math.max(1, faces.length), cell.side * (rows.length + 1), 3)
  const failed: ContactSheet['failed'][number][] = []
  const pattern = plan.patterns[0]
  for (const [column, { crop, landmarks }] of faces.entries()) {
    paste(image, crop, column, 0)
    for (const [row, { type, style }] of rows.entries()) {
      const drawn = drawMask(crop, landmarks, {
        templates,
        type,
        style,
        colour: colours?.[0] ?? coloursOfCover[type][0]!,
        pattern:
          pattern === undefined || coverRegions[type] !== 'lower-face'
            ? null
            : { image: pattern.image, name: pattern.name, weight: patternWeight },
        jitter: jitter ? {} : null,
        seed: `${seed}/contact sheet/${column}/${row}`,
      })
      if (!drawn.ok) failed.push({ row, column, reason: drawn.reason })
      paste(image, drawn.ok ? drawn.value.image : crop, column, row + 1)
    }
  }
  return { image, rows, columns: faces.map(({ file }) => file), failed }
}

/**
 * Keeps the sheet as a PNG file.
 *
 * @throws SynthError `unwritable-output`
 */
export async function writeContactSheet(
  path: string,
  plan: SynthPlan,
  finder: SynthFaceFinder | null,
): Promise<ContactSheet> {
  const sheet = await drawContactSheet(plan, finder)
  await replaceFile(path, await encodePng(sheet.image)).catch((cause: Error) => {
    throw new SynthError({
      code: 'unwritable-output',
      message: `Expected to write the contact sheet ${path} but ${cause.message}`,
      details: { path },
      cause,
    })
  })
  return sheet
}

interface SheetFace {
  readonly file: string
  readonly crop: Image
  readonly landmarks: Landmarks
}

async function firstFaces(plan: SynthPlan, finder: SynthFaceFinder | null): Promise<SheetFace[]> {
  const faces: SheetFace[] = []
  for (const picture of plan.pictures) {
    if (faces.length === maxColumns) break
    const found = await facesOfPicture(picture, plan, finder)
    const image = found.ok && found.image === null ? await readPicture(picture.path) : null
    const pixels = found.ok ? (found.image ?? (image?.ok ? image.value : null)) : null
    if (!found.ok || pixels === null) continue
    const frame = faceFrame(createLandmarks('ibug68', found.faces[0]!.points))
    if (!frame.ok) continue
    const { points, iodPx, toImage } = frame.value
    const scale = cell.iod / Math.max(iodPx, Math.hypot(points[16]!, points[17]!) / chinDepth)
    const [x, y] = toImage(0, 0)
    const toCell = [scale, 0, cell.eyesX - scale * x, 0, scale, cell.eyesY - scale * y] as const
    faces.push({
      file: picture.file,
      crop: warpAffine(pixels, toCell, { width: cell.side, height: cell.side }),
      landmarks: createLandmarks('ibug68', applyAffine(toCell, found.faces[0]!.points)),
    })
  }
  return faces
}

function paste(sheet: Image, { data }: Image, column: number, row: number): void {
  const bytes = cell.side * 3
  for (let y = 0; y < cell.side; y++) {
    sheet.data.set(
      data.subarray(y * bytes, (y + 1) * bytes),
      ((row * cell.side + y) * sheet.width + column * cell.side) * 3,
    )
  }
}
