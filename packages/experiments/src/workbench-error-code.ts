import type { DatasetErrorCode } from '@maskmirror/datasets'
import type { EvaluationErrorCode } from '@maskmirror/evaluation'
import type { FacesErrorCode } from '@maskmirror/faces'
import type { InferenceErrorCode } from '@maskmirror/inference'
import type { StorageErrorCode } from '@maskmirror/storage'
import type { ExperimentErrorCode } from './error.ts'

/** Every code that a call of the workbench can end with; codes of single photos are outcomes, not errors. */
export type WorkbenchErrorCode =
  | ExperimentErrorCode
  | DatasetErrorCode
  | EvaluationErrorCode
  | FacesErrorCode
  | InferenceErrorCode
  | StorageErrorCode
