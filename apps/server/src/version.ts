import metadata from '../package.json' with { type: 'json' }

/** MaskMirror's version. */
export const version: string = metadata.version
