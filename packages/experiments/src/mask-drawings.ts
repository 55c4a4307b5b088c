import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { packDrawings } from '@maskmirror/mask-the-face'

/** The drawings of all covers and patterns for a browser, as gzip: about a megabyte. Takes most of a second. */
export async function drawMaskDrawings(): Promise<Uint8Array> {
  return promisify(gzip)(await packDrawings(rasteriseSvg))
}
