import { MaskMirrorError } from '@maskmirror/core'

export type CompatErrorCode = 'bad-config' | 'bad-arguments' | 'bad-image' | 'bad-landmarks' | 'bad-seed' | 'bad-count'

/**
 * What a caller or a configuration file gets wrong. Where the original program would stop at a picture, the
 * compatibility mode answers with an outcome instead: see `CompatFailure`.
 */
export class CompatError extends MaskMirrorError<CompatErrorCode> {}
