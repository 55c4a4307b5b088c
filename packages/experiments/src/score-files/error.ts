import { MaskMirrorError } from '@maskmirror/core'

export type ScoreCommandErrorCode = 'file-unreadable' | 'folder-unwritable' | 'bad-option' | 'cancelled'

/** What goes wrong with score files besides what is in them, which is an EvaluationError. */
export class ScoreCommandError extends MaskMirrorError<ScoreCommandErrorCode> {}
