import type { FeatureMap } from './feature-maps.ts'

/** A map [channels, height, width], as ONNX has it, as [height, width, channels]. */
export function channelsLast(map: Float32Array, { height, width, channels }: FeatureMap): Float32Array {
  const positions = height * width
  const result = new Float32Array(map.length)
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < positions; p++) result[p * channels + c] = map[c * positions + p]!
  }
  return result
}
