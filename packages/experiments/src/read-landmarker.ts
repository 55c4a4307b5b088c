import { readFile } from 'node:fs/promises'
import type { ModelRegistry } from '@maskmirror/inference'
import { landmarkerModel } from './face-models.ts'

/** The landmarker's file as it is published, which a browser runs by itself; null unless the file of its card is there. */
export async function readLandmarker(models: ModelRegistry): Promise<Uint8Array | null> {
  const { state, path } = await models.verify(landmarkerModel)
  return state === 'present' && path !== null ? readFile(path) : null
}
