import { createImage, type Image } from '@maskmirror/core'
import type { Dataset } from '@maskmirror/datasets'
import { alphaBlend, ImagingError, resizeImage, toRgb } from '@maskmirror/imaging'
import { decodeImage, encodePng, rasteriseSvg } from '@maskmirror/imaging/codec'
import type { HealthReport, PhotoOfSet } from './health-report.ts'
import { timesLikelier } from './times-likelier.ts'

/** Pixels, our choice: a page fills a usual screen. */
const cell = { side: 150, caption: 30, gap: 6, columns: 8, rows: 5 } as const

const background = 32

/** A page of photos to look at. */
export interface HealthSheet {
  /** Such as `mask-flags-01.png`. */
  readonly file: string
  readonly png: Uint8Array
}

interface SheetCell {
  readonly photo: PhotoOfSet
  /** Short: one line below the name. */
  readonly note: string
}

/**
 * Draws what the report suspects, a few dozen photos a page, each with its name and why it is there; an unreadable photo is an empty
 * cell. Duplicates of one group stand beside one another.
 *
 * @param mostPages of each problem
 */
export async function* drawHealthSheets(
  report: HealthReport,
  datasets: readonly Dataset[],
  mostPages: number,
): AsyncGenerator<HealthSheet> {
  const perPage = cell.columns * cell.rows
  for (const [problem, cells] of Object.entries(cellsOf(report, datasets))) {
    for (let page = 0; page * perPage < cells.length && page < mostPages; page++) {
      const png = await encodePng(await drawPage(cells.slice(page * perPage, (page + 1) * perPage), datasets))
      yield { file: `${problem}-${String(page + 1).padStart(2, '0')}.png`, png }
    }
  }
}

function cellsOf(report: HealthReport, datasets: readonly Dataset[]): Record<string, readonly (SheetCell | null)[]> {
  return {
    'duplicates-across-people': groupsOf(report, 'people'),
    'duplicates-across-sets': groupsOf(report, 'sets'),
    'duplicates-of-person': groupsOf(report, 'person'),
    'mask-flags': report.maskFlags.map((photo) => ({
      photo,
      note: `flag ${photo.masked ? 'masked' : 'bare'}, p ${photo.probability.toFixed(3)}`,
    })),
    identities: report.identities.flatMap((suspect) =>
      fillRow(
        [
          { photo: suspect, note: timesLikelier(suspect.evidence) },
          ...matesOf(suspect, datasets).map((photo) => ({ photo, note: 'the same name' })),
        ],
        cell.columns / 2,
      ),
    ),
    people: report.people.flatMap((suspect) => {
      const sum = timesLikelier(suspect.evidence)
      const note = `${suspect.masked ? 'M' : 'B'}: ${sum}`
      return fillRow(
        photosOf(suspect, datasets).map((photo) => ({ photo, note })),
        cell.columns,
      )
    }),
  }
}

function groupsOf({ duplicates }: HealthReport, across: string): SheetCell[] {
  return duplicates
    .filter((group) => group.across === across)
    .flatMap(({ kind, photos }, i) => photos.map((photo) => ({ photo, note: `group ${i + 1}, ${kind}` })))
}

/** With nothing behind it, so that the next suspect begins where a reader looks for it. */
function fillRow(cells: readonly SheetCell[], count: number): (SheetCell | null)[] {
  return Array.from({ length: count }, (_, i) => cells[i] ?? null)
}

/** Bare photos to compare with, so that a row holds two suspects. */
function matesOf(suspect: PhotoOfSet, datasets: readonly Dataset[]): PhotoOfSet[] {
  return allOf(suspect, datasets)
    .filter(({ photo, masked }) => !masked && photo !== suspect.photo)
    .slice(0, cell.columns / 2 - 1)
}

/** A row of the person's photos: half of it bare, half of it masked, as far as there are both. */
function photosOf(suspect: { set: string; person: string }, datasets: readonly Dataset[]): PhotoOfSet[] {
  const all = allOf(suspect, datasets)
  const [bare, masked] = [all.filter((photo) => !photo.masked), all.filter((photo) => photo.masked)]
  const half = cell.columns / 2
  return [
    ...bare.slice(0, Math.max(half, cell.columns - masked.length)),
    ...masked.slice(0, Math.max(half, cell.columns - bare.length)),
  ]
}

function allOf({ set, person }: { set: string; person: string }, datasets: readonly Dataset[]): PhotoOfSet[] {
  const { photos } = datasets.find(({ name }) => name === set)! // the report is of these sets
  return photos.filter((photo) => photo.person === person).map(({ id, masked }) => ({ set, person, photo: id, masked }))
}

async function drawPage(cells: readonly (SheetCell | null)[], datasets: readonly Dataset[]): Promise<Image> {
  const pitchX = cell.side + cell.gap
  const pitchY = cell.side + cell.caption + cell.gap
  const width = cell.columns * pitchX + cell.gap
  const height = Math.ceil(cells.length / cell.columns) * pitchY + cell.gap
  const page = createImage(width, height, 3, new Uint8ClampedArray(width * height * 3).fill(background))
  const captions: string[] = []
  for (const [i, shown] of cells.entries()) {
    if (shown === null) continue
    const { photo, note } = shown
    const x = cell.gap + (i % cell.columns) * pitchX
    const y = cell.gap + Math.floor(i / cell.columns) * pitchY
    captions.push(text(x, y + cell.side + 11, photo.photo), text(x, y + cell.side + 24, note))
    const image = await decodedOrNull(photo, datasets)
    if (image === null) continue
    const scale = cell.side / Math.max(image.width, image.height)
    const small = resizeImage(image, Math.max(1, (image.width * scale) | 0), Math.max(1, (image.height * scale) | 0))
    paste(page, small, x + ((cell.side - small.width) >> 1), y + ((cell.side - small.height) >> 1))
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${captions.join('')}</svg>`
  return alphaBlend(page, await rasteriseSvg(svg, width, height))
}

/** The end of a long text, where file names differ. */
function text(x: number, y: number, content: string): string {
  const short = content.length > 22 ? `…${content.slice(-21)}` : content
  const escaped = short.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="11" fill="#eee">${escaped}</text>`
}

async function decodedOrNull({ set, photo }: PhotoOfSet, datasets: readonly Dataset[]): Promise<Image | null> {
  const found = datasets.find(({ name }) => name === set)?.photos.find(({ id }) => id === photo)
  try {
    return found === undefined ? null : toRgb(await decodeImage(await found.load()))
  } catch (error) {
    if (error instanceof ImagingError) return null
    throw error
  }
}

function paste(page: Image, { data, width, height }: Image, x: number, y: number): void {
  for (let row = 0; row < height; row++) {
    page.data.set(data.subarray(row * width * 3, (row + 1) * width * 3), ((y + row) * page.width + x) * 3)
  }
}
