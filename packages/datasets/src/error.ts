import { MaskMirrorError } from '@maskmirror/core'

export type DatasetErrorCode =
  | 'absent-photo'
  | 'bad-labels'
  | 'bad-option'
  | 'bad-pairs'
  | 'cache-unwritable'
  | 'file-too-large'
  | 'folder-missing'
  | 'folder-unreadable'
  | 'nested-folder'
  | 'no-bare-photos'
  | 'no-genuine-pairs'
  | 'no-impostor-pairs'
  | 'no-masked-photos'
  | 'no-people'
  | 'not-a-folder'
  | 'outside-folder'
  | 'unknown-dataset'
  | 'unreadable-photo'

/** What goes wrong with sets of photos, their lists and the protocols made of them. */
export class DatasetError extends MaskMirrorError<DatasetErrorCode> {}
