import { MaskMirrorError } from '@maskmirror/core'
import type { WorkbenchErrorCode } from '@maskmirror/experiments'
import { TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { ZodError, z } from 'zod'

/** What each of our codes means to a caller. Exhaustive: a new code does not compile until it has a line here. */
const trpcCodes: Readonly<Record<WorkbenchErrorCode, TRPC_ERROR_CODE_KEY>> = {
  // experiments
  'dataset-unknown': 'NOT_FOUND',
  'bad-plan': 'BAD_REQUEST',
  'dataset-not-imported': 'NOT_FOUND',
  'dataset-exists': 'CONFLICT',
  'dataset-changed': 'CONFLICT',
  'photo-unknown': 'NOT_FOUND',
  'person-unknown': 'NOT_FOUND',
  'health-unknown': 'NOT_FOUND',
  'review-missing': 'NOT_FOUND',
  'training-unknown': 'NOT_FOUND',
  'training-data-unsupported': 'BAD_REQUEST',
  'training-failed': 'INTERNAL_SERVER_ERROR',
  'set-names-equal': 'BAD_REQUEST',
  'path-outside-roots': 'FORBIDDEN',
  'model-not-embedding': 'BAD_REQUEST',
  'model-not-detector': 'BAD_REQUEST',
  'setting-impossible': 'BAD_REQUEST',
  'faces-models-missing': 'PRECONDITION_FAILED',
  'run-unknown': 'NOT_FOUND',
  'run-active': 'CONFLICT',
  'run-not-active': 'CONFLICT',
  'run-not-resumable': 'CONFLICT',
  'run-not-finished': 'CONFLICT',
  'result-outdated': 'CONFLICT',
  'input-changed': 'CONFLICT',
  cancelled: 'CLIENT_CLOSED_REQUEST',
  'stage-damaged': 'INTERNAL_SERVER_ERROR',
  'scores-missing': 'CONFLICT',
  'setting-not-run': 'BAD_REQUEST',
  'runs-not-comparable': 'CONFLICT',
  'thresholds-unusable': 'BAD_REQUEST',
  'training-manifest-malformed': 'BAD_REQUEST',
  'training-manifest-unreadable': 'BAD_REQUEST',
  'worker-ended': 'INTERNAL_SERVER_ERROR',
  // datasets
  'absent-photo': 'BAD_REQUEST',
  'bad-cache': 'INTERNAL_SERVER_ERROR',
  'bad-derived': 'BAD_REQUEST',
  'bad-exclusions': 'BAD_REQUEST',
  'bad-index': 'BAD_REQUEST',
  'bad-labels': 'BAD_REQUEST',
  'bad-manifest': 'INTERNAL_SERVER_ERROR',
  'bad-option': 'BAD_REQUEST',
  'bad-pack': 'BAD_REQUEST',
  'bad-pairs': 'BAD_REQUEST',
  'bad-split': 'BAD_REQUEST',
  'by-hand': 'PRECONDITION_FAILED',
  'cache-unwritable': 'INTERNAL_SERVER_ERROR',
  'consent-missing': 'PRECONDITION_FAILED',
  'file-too-large': 'BAD_REQUEST',
  'folder-missing': 'BAD_REQUEST',
  'folder-unreadable': 'BAD_REQUEST',
  'hostile-archive': 'BAD_REQUEST',
  'nested-folder': 'BAD_REQUEST',
  'no-bare-photos': 'BAD_REQUEST',
  'no-genuine-pairs': 'BAD_REQUEST',
  'no-impostor-pairs': 'BAD_REQUEST',
  'no-masked-photos': 'BAD_REQUEST',
  'no-people': 'BAD_REQUEST',
  'not-a-folder': 'BAD_REQUEST',
  'other-cache': 'CONFLICT',
  'outside-folder': 'BAD_REQUEST',
  'unknown-dataset': 'NOT_FOUND',
  'unknown-layout': 'BAD_REQUEST',
  'unknown-manifest': 'NOT_FOUND',
  'unreadable-photo': 'BAD_REQUEST',
  'wrong-size': 'PRECONDITION_FAILED',
  // inference and faces
  'unknown-model': 'NOT_FOUND',
  'model-missing': 'PRECONDITION_FAILED',
  'wrong-checksum': 'PRECONDITION_FAILED',
  'unconfirmed-checksum': 'PRECONDITION_FAILED',
  'bad-card': 'BAD_REQUEST',
  'not-onnx': 'BAD_REQUEST',
  'not-tflite': 'BAD_REQUEST',
  'unsupported-operator': 'BAD_REQUEST',
  'bad-archive': 'BAD_REQUEST',
  'input-shape': 'BAD_REQUEST',
  'output-shape': 'BAD_REQUEST',
  'wrong-model': 'BAD_REQUEST',
  'run-failed': 'INTERNAL_SERVER_ERROR',
  'bad-crop': 'INTERNAL_SERVER_ERROR',
  'bad-embedding': 'INTERNAL_SERVER_ERROR',
  'bad-landmarks': 'INTERNAL_SERVER_ERROR',
  offline: 'SERVICE_UNAVAILABLE',
  'download-failed': 'SERVICE_UNAVAILABLE',
  'unwritable-directory': 'INTERNAL_SERVER_ERROR',
  'session-closed': 'SERVICE_UNAVAILABLE',
  // evaluation
  'attribute-unusable': 'INTERNAL_SERVER_ERROR',
  'count-out-of-range': 'BAD_REQUEST',
  'embedding-zero': 'INTERNAL_SERVER_ERROR',
  'fit-not-converged': 'INTERNAL_SERVER_ERROR',
  'folds-unusable': 'INTERNAL_SERVER_ERROR',
  'gallery-empty': 'BAD_REQUEST',
  'pair-duplicate': 'BAD_REQUEST',
  'pair-list-mismatch': 'INTERNAL_SERVER_ERROR',
  'people-missing': 'INTERNAL_SERVER_ERROR',
  'people-overlap': 'BAD_REQUEST',
  'rate-out-of-range': 'BAD_REQUEST',
  'score-file-malformed': 'BAD_REQUEST',
  'score-file-unwritable': 'BAD_REQUEST',
  'score-not-finite': 'INTERNAL_SERVER_ERROR',
  'score-outside-range': 'INTERNAL_SERVER_ERROR',
  'score-too-large': 'INTERNAL_SERVER_ERROR',
  'scores-changed': 'CONFLICT',
  'scores-empty': 'BAD_REQUEST',
  'setting-duplicate': 'BAD_REQUEST',
  'setting-unknown': 'BAD_REQUEST',
  'settings-empty': 'BAD_REQUEST',
  'shape-mismatch': 'INTERNAL_SERVER_ERROR',
  'spread-zero': 'INTERNAL_SERVER_ERROR',
  // storage
  'data-directory': 'INTERNAL_SERVER_ERROR',
  'data-directory-in-use': 'CONFLICT',
  'disk-full': 'INTERNAL_SERVER_ERROR',
  'artefact-damaged': 'INTERNAL_SERVER_ERROR',
  database: 'INTERNAL_SERVER_ERROR',
}

/**
 * The tRPC error that a client gets: ours with their own message, bad input with what is wrong with it, anything else
 * without details, which stay in the server's log.
 */
export function asTrpcError(error: TRPCError): TRPCError {
  const { cause } = error
  if (cause instanceof MaskMirrorError) {
    const code = cause.code in trpcCodes ? trpcCodes[cause.code as WorkbenchErrorCode] : 'INTERNAL_SERVER_ERROR'
    return new TRPCError({ code, message: cause.message, cause })
  }
  if (cause instanceof ZodError) return new TRPCError({ code: 'BAD_REQUEST', message: z.prettifyError(cause), cause })
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error
  return new TRPCError({
    code: error.code,
    message: 'Something unexpected went wrong; the server has the details',
    cause,
  })
}

/** Our own code, such as `run-unknown`, or null. */
export function reasonOf(error: TRPCError): string | null {
  return error.cause instanceof MaskMirrorError ? error.cause.code : null
}
