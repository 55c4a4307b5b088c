import { createHash } from 'node:crypto'
import type { Image } from '@maskmirror/core'
import { encodePng } from '@maskmirror/imaging/codec'
import type { ArtefactStore } from '@maskmirror/storage'

/** Where the picture with an id lies in the artefact store. */
export function imageKey(id: string): string {
  return `images/${id.slice(0, 2)}/${id}`
}

/** Stores a picture as PNG under the hash of its bytes. @returns its id */
export async function storePicture(image: Image, artefacts: ArtefactStore): Promise<string> {
  const png = await encodePng(image)
  const id = createHash('sha256').update(png).digest('hex')
  await artefacts.write(imageKey(id), png)
  return id
}
