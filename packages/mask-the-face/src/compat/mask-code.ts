/** One entry of `--code`. */
export interface MaskCodeEntry {
  readonly type: string
  /** Empty for none. */
  readonly colour: string
  /** Path; empty for none. */
  readonly pattern: string
}

/**
 * Reads `type[-#colour|-path], …` as the original does: white space is taken out everywhere, also in paths; an entry with
 * more than one dash loses its variation; an empty entry is an entry with an empty type.
 *
 * @param code not empty
 * @returns at least one entry
 */
export function parseMaskCode(code: string): readonly MaskCodeEntry[] {
  return code
    .replaceAll(/\s/g, '')
    .split(',')
    .map((entry) => {
      const parts = entry.split('-')
      const variation = parts.length === 2 ? parts[1]! : ''
      const isColour = variation.includes('#')
      return { type: parts[0]!, colour: isColour ? variation : '', pattern: isColour ? '' : variation }
    })
}
