import { stat } from 'node:fs/promises'
import { listPictures, type PictureFile } from '../picture-folder/list-pictures.ts'
import { checkOutputFolder } from '../picture-folder/output-folder.ts'
import type { FacesOptions } from './faces-options.ts'

/** Everything that a run will look at; nothing is written yet. */
export interface FacesPlan {
  /** Absolute. */
  readonly output: string
  readonly options: FacesOptions
  readonly pictures: readonly PictureFile[]
  /** Files of the input that are no pictures. */
  readonly ignored: number
}

/**
 * Lists the pictures and checks the output folder.
 *
 * @param request.input a folder of pictures, at any depth, or one picture
 * @param request.output made when missing
 * @throws PictureFolderError `input-missing`, `bad-output-folder`
 */
export async function planFaces(request: { input: string; output: string; options: FacesOptions }): Promise<FacesPlan> {
  const { input, output, options } = request
  const listing = await listPictures(input)
  const out = await checkOutputFolder(output, listing, (await stat(input)).isDirectory())
  return { output: out, options, pictures: listing.pictures, ignored: listing.ignored }
}
