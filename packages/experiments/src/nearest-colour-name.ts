import { type MaskColourName, maskColourNames, maskColours } from '@maskmirror/mask-the-face'

/**
 * The named mask colour that is nearest in sRGB, so that colours read from pictures fall in few slices.
 *
 * @param colour `#rrggbb`, or a name, which stays as it is
 */
export function nearestColourName(colour: string): string {
  const channels = /^#(..)(..)(..)$/.exec(colour)?.slice(1)
  if (channels === undefined) return colour
  const rgb = channels.map((channel) => Number.parseInt(channel, 16))
  const distance = (name: MaskColourName) =>
    maskColours[name].reduce((sum, value, i) => sum + (value - rgb[i]!) ** 2, 0)
  return maskColourNames.reduce((best, name) => (distance(name) < distance(best) ? name : best))
}
