import { parsePillowColour } from './compat/pillow-colour.ts'
import { MaskTheFaceError } from './error.ts'
import { type MaskColourName, maskColourNames, maskColours, type Rgb } from './mask-colour.ts'

/** One of the package's fabrics, any CSS colour text (`rebeccapurple`, `#0473e2`, `rgb(4, 115, 226)`), or sRGB values. */
export type MaskColour = MaskColourName | Rgb | (string & {})

/**
 * The fabric's names come before the same words of CSS: `green` is the green of surgical masks.
 *
 * @throws MaskTheFaceError `bad-colour`
 */
export function resolveColour(colour: MaskColour): Rgb {
  const rgb = typeof colour === 'string' ? named(colour) : colour
  if (rgb?.length !== 3 || !rgb.every((value) => value >= 0 && value <= 255)) {
    throw new MaskTheFaceError({
      code: 'bad-colour',
      message: `Expected colour to be one of ${maskColourNames.join(', ')}, a CSS colour or three values in 0..255 but received ${colour}`,
      details: { colour },
    })
  }
  return rgb
}

function named(colour: string): Rgb | null {
  return Object.hasOwn(maskColours, colour) ? maskColours[colour as MaskColourName] : parsePillowColour(colour)
}
