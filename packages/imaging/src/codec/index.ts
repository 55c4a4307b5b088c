export type { DecodeLimits } from './decode.ts'
export { decodeImage, defaultDecodeLimits } from './decode.ts'
export { encodeJpeg, encodePng, encodeWebp } from './encode.ts'
export { rasteriseSvg } from './rasterise-svg.ts'
