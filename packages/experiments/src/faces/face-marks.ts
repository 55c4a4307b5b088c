import type { KnownFaceLine } from './face-line.ts'

/** Seen on skin of every colour and on most clothes; our choice. */
const colours = { box: '#ffd43b', points: '#ff6b6b', number: '#000' } as const

/**
 * Box, five points and number of a face as SVG elements.
 *
 * @param place.x, place.y where the picture's corner lies, in pixels of the drawing
 * @param place.scale pixels of the drawing a pixel of the picture
 */
export function faceMarks(
  { box, points5 = [], face }: Pick<KnownFaceLine, 'box' | 'points5' | 'face'>,
  place: { readonly x: number; readonly y: number; readonly scale: number },
): string {
  if (box === undefined) return ''
  const [left, top] = [place.x + box[0] * place.scale, place.y + box[1] * place.scale]
  const frame = `<rect x="${left}" y="${top}" width="${box[2] * place.scale}" height="${box[3] * place.scale}" fill="none" stroke="${colours.box}" stroke-width="2"/>`
  const dots = points5.map(([x, y]) => {
    // points count from the centre of the first pixel, the drawing from its edge
    const [cx, cy] = [place.x + (x + 0.5) * place.scale, place.y + (y + 0.5) * place.scale]
    return `<circle cx="${cx}" cy="${cy}" r="2" fill="${colours.points}"/>`
  })
  return frame + dots.join('') + numberMark(face ?? 0, left, top)
}

/**
 * Strokes of a digit on a seven-segment display, on a grid of 1×2. Drawn rather than written, because a machine may have no
 * font at all.
 */
const segments = ['M0 0H1', 'M1 0V1', 'M1 1V2', 'M0 2H1', 'M0 1V2', 'M0 0V1', 'M0 1H1'] as const

/** Which segments light up, from 0 to 9. */
const digits = ['012345', '12', '01346', '01236', '1256', '02356', '023456', '012', '0123456', '012356'] as const

function numberMark(value: number, x: number, y: number): string {
  const strokes = [...String(value)].map((digit, i) => {
    const path = [...digits[Number(digit)]!].map((segment) => segments[Number(segment)]).join('')
    return `<path transform="translate(${x + 3 + i * 7} ${y + 3}) scale(4)" d="${path}"/>`
  })
  const width = strokes.length * 7 + 3
  return `<rect x="${x}" y="${y}" width="${width}" height="14" fill="${colours.box}"/><g fill="none" stroke="${colours.number}" stroke-width="0.35" stroke-linecap="square">${strokes.join('')}</g>`
}
