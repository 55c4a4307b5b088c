import { failed, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { DatasetError, type Photo } from '@maskmirror/datasets'
import { ImagingError } from '@maskmirror/imaging'
import { decodeImage } from '@maskmirror/imaging/codec'

/** Reads and decodes a photo; what is wrong with the photo is an outcome, what is wrong with the machine is an error. */
export async function loadPhoto(photo: Pick<Photo, 'load'>): Promise<Outcome<Image>> {
  try {
    return succeeded(await decodeImage(await photo.load()))
  } catch (error) {
    if (error instanceof ImagingError) return failed(error.code, error.message)
    if (error instanceof DatasetError && error.code === 'unreadable-photo') return failed(error.code, error.message)
    throw error
  }
}
