import { MaskMirrorError } from '@maskmirror/core'
import { TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'

/** Codes that are not the caller's mistake in the input; every other code of ours is a BAD_REQUEST. */
const trpcCodes: Readonly<Record<string, TRPC_ERROR_CODE_KEY>> = {
  'run-unknown': 'NOT_FOUND',
  'dataset-unknown': 'NOT_FOUND',
  'model-unknown': 'NOT_FOUND',
  'path-outside-roots': 'FORBIDDEN',
  'dataset-exists': 'CONFLICT',
  'run-active': 'CONFLICT',
  'run-not-resumable': 'CONFLICT',
  'run-not-finished': 'CONFLICT',
  'model-missing': 'PRECONDITION_FAILED',
  'wrong-checksum': 'PRECONDITION_FAILED',
  'faces-models-missing': 'PRECONDITION_FAILED',
  'data-directory': 'INTERNAL_SERVER_ERROR',
  'disk-full': 'INTERNAL_SERVER_ERROR',
}

/** The tRPC error that tells a client what one of ours says; other errors keep their details to the server's log. */
export function asTrpcError(error: TRPCError): TRPCError {
  const cause = error.cause
  if (!(cause instanceof MaskMirrorError)) return error
  return new TRPCError({ code: trpcCodes[cause.code] ?? 'BAD_REQUEST', message: cause.message, cause })
}

/** Our own code, such as `run-unknown`, or null. */
export function messageCodeOf(error: TRPCError): string | null {
  return error.cause instanceof MaskMirrorError ? error.cause.code : null
}
