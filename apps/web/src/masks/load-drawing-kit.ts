import type { Image } from '@maskmirror/core'
import {
  createMaskPatterns,
  createMaskTemplates,
  type MaskPatternName,
  type MaskTemplates,
  rasteriserOfPack,
} from '@maskmirror/mask-the-face'

/** What every mask is drawn with. */
export interface DrawingKit {
  readonly templates: MaskTemplates
  readonly patterns: Readonly<Record<MaskPatternName, Image>>
}

/** The same templates and patterns as the server's, bit for bit, so that a record made here can be redrawn in Node. */
export async function loadDrawingKit(): Promise<DrawingKit> {
  const answer = await fetch('/mask-drawings', { cache: 'no-store' })
  if (!answer.ok) throw new Error(`Expected the drawings of the masks but the server answered ${answer.status}`)
  const rasterise = rasteriserOfPack(new Uint8Array(await answer.arrayBuffer()))
  return { templates: await createMaskTemplates(rasterise), patterns: await createMaskPatterns(rasterise) }
}
