import type { Image } from '@maskmirror/core'
import type { RasteriseSvg } from '../mask-template.ts'
import { type MaskPatternName, maskPatternNames } from './pattern-name.ts'
import { patternSources } from './pattern-sources.ts'

/** Pixels; as large as a tile on a template at the default size gets. */
const side = 192

/**
 * Rasterises the package's printed fabrics, to be given to `drawMask` as a pattern.
 *
 * @param rasterise such as `rasteriseSvg` of `@maskmirror/imaging/codec`
 * @returns tiles of 192×192 RGBA, opaque
 */
export async function createMaskPatterns(rasterise: RasteriseSvg): Promise<Readonly<Record<MaskPatternName, Image>>> {
  const entries = await Promise.all(
    maskPatternNames.map(async (name) => [name, await rasterise(patternSources[name], side, side)] as const),
  )
  return Object.fromEntries(entries) as Record<MaskPatternName, Image>
}
