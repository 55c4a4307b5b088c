import { readFile } from 'node:fs/promises'
import { createImage, createProgressMeter, type Image, type ProgressReporter } from '@maskmirror/core'
import { alphaBlend, ImagingError, resizeImage } from '@maskmirror/imaging'
import { decodeImage, encodePng, rasteriseSvg } from '@maskmirror/imaging/codec'
import { PictureFolderError } from '../picture-folder/error.ts'
import type { PictureFile } from '../picture-folder/list-pictures.ts'
import type { OutputFolder } from '../picture-folder/output-folder.ts'
import { replaceFile } from '../picture-folder/replace-file.ts'
import type { KnownFaceLine } from './face-line.ts'
import { faceMarks } from './face-marks.ts'

/** Pixels, our choice: a page fills a usual screen. */
const cell = { side: 240, gap: 8, columns: 6, rows: 4 } as const

const background = 32

/** One page of the contact sheet. */
export interface ContactPage {
  /** Relative to the output folder. */
  readonly file: string
  /** Pictures by cell, row by row. */
  readonly pictures: readonly string[]
}

/**
 * Draws every picture small, with box, five points and number of each of its faces; a picture that cannot be read is an empty
 * cell. Which picture is in which cell stands in contact-sheet/pages.json.
 *
 * @throws PictureFolderError `unwritable-output`
 */
export async function writeContactPages(
  output: OutputFolder,
  found: readonly { readonly picture: PictureFile; readonly lines: readonly KnownFaceLine[] }[],
  run: { readonly signal: AbortSignal; readonly onProgress: ProgressReporter; readonly clockMs: () => number },
): Promise<readonly ContactPage[]> {
  const perPage = cell.columns * cell.rows
  const count = Math.ceil(found.length / perPage)
  const meter = createProgressMeter('draw pages', count, run.onProgress, run.clockMs)
  const pages: ContactPage[] = []
  for (let page = 0; page < count && !run.signal.aborted; page++) {
    const cells = found.slice(page * perPage, (page + 1) * perPage)
    const file = `contact-sheet/page-${String(page + 1).padStart(4, '0')}.png`
    await write(await output.fileFor(file), await encodePng(await drawPage(cells)))
    pages.push({ file, pictures: cells.map(({ picture }) => picture.file) })
    meter.advance(1)
  }
  if (!run.signal.aborted) {
    await write(await output.fileFor('contact-sheet/pages.json'), `${JSON.stringify(pages, null, 2)}\n`)
  }
  return pages
}

async function drawPage(
  cells: readonly { readonly picture: PictureFile; readonly lines: readonly KnownFaceLine[] }[],
): Promise<Image> {
  const pitch = cell.side + cell.gap
  const width = cell.columns * pitch + cell.gap
  const height = Math.ceil(cells.length / cell.columns) * pitch + cell.gap
  const page = createImage(width, height, 3, new Uint8ClampedArray(width * height * 3).fill(background))
  const marks: string[] = []
  for (const [i, { picture, lines }] of cells.entries()) {
    const image = await decodedOrNull(picture.path)
    if (image === null) continue
    const scale = cell.side / Math.max(image.width, image.height)
    const small = resizeImage(image, atLeast1(image.width * scale), atLeast1(image.height * scale))
    const x = cell.gap + (i % cell.columns) * pitch + Math.floor((cell.side - small.width) / 2)
    const y = cell.gap + Math.floor(i / cell.columns) * pitch + Math.floor((cell.side - small.height) / 2)
    paste(page, small, x, y)
    marks.push(...lines.map((line) => faceMarks(line, { x, y, scale })))
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${marks.join('')}</svg>`
  return alphaBlend(page, await rasteriseSvg(svg, width, height))
}

/** null for what its line already gives the reason of. */
async function decodedOrNull(path: string): Promise<Image | null> {
  try {
    return await decodeImage(await readFile(path))
  } catch (error) {
    if (error instanceof ImagingError || (error instanceof Error && 'syscall' in error)) return null
    throw error
  }
}

function paste(page: Image, { data, width, height }: Image, x: number, y: number): void {
  for (let row = 0; row < height; row++) {
    page.data.set(data.subarray(row * width * 3, (row + 1) * width * 3), ((y + row) * page.width + x) * 3)
  }
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await replaceFile(path, content).catch((cause: Error) => {
    throw new PictureFolderError({
      code: 'unwritable-output',
      message: `Expected to write the contact sheet ${path} but ${cause.message}`,
      details: { path },
      cause,
    })
  })
}

function atLeast1(value: number): number {
  return Math.max(1, Math.round(value))
}
