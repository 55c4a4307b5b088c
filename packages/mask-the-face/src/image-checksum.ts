import type { Image } from '@maskmirror/core'

/** FNV-1a with 32 bits over size, channels and values, in hexadecimal: tells pictures apart, protects from nothing. */
export function imageChecksum({ width, height, channels, data }: Image): string {
  let hash = 0x811c9dc5
  for (const side of [width, height, channels]) hash = Math.imul(hash ^ side, 0x01000193)
  for (let i = 0; i < data.length; i++) hash = Math.imul(hash ^ data[i]!, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
