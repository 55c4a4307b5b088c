import type { FloatTensor } from '@maskmirror/inference'
import type { Candidate } from './candidate.ts'
import type { OneShotFamily } from './detector-family.ts'

/** Cells of 8, 16 and 32 pixels. */
const strides = [8, 16, 32] as const

/**
 * Candidates of one picture from YuNet's outputs (Wu, Peng & Yu 2023; the decoding of OpenCV's FaceDetectorYN).
 *
 * @param outputs `cls_s`, `obj_s` [1, cells, 1], `bbox_s` [1, cells, 4], `kps_s` [1, cells, 10] for each stride s
 * @param size of the network's input; its width is a multiple of 32
 * @param threshold least score, 0..1
 */
export function decodeYunet(
  outputs: Readonly<Record<string, FloatTensor>>,
  { width }: { readonly width: number },
  threshold: number,
): Candidate[] {
  const found: Candidate[] = []
  // both factors are 1 at most, so that neither may be below the square; nearly all cells go by one comparison
  const least = 0.999 * threshold * threshold
  for (const stride of strides) {
    const cls = outputs[`cls_${stride}`]!.data
    const obj = outputs[`obj_${stride}`]!.data
    const bbox = outputs[`bbox_${stride}`]!.data
    const kps = outputs[`kps_${stride}`]!.data
    const columns = width / stride
    for (let cell = 0; cell < cls.length; cell++) {
      if (!(cls[cell]! >= least)) continue
      const score = Math.sqrt(unit(cls[cell]!) * unit(obj[cell]!))
      if (!(score >= threshold)) continue
      const column = cell % columns
      const row = Math.floor(cell / columns)
      const w = Math.exp(bbox[cell * 4 + 2]!) * stride
      const h = Math.exp(bbox[cell * 4 + 3]!) * stride
      found.push({
        score,
        x: (column + bbox[cell * 4]!) * stride - w / 2,
        y: (row + bbox[cell * 4 + 1]!) * stride - h / 2,
        width: w,
        height: h,
        points: Array.from({ length: 10 }, (_, k) => ((k % 2 === 0 ? column : row) + kps[cell * 10 + k]!) * stride),
        maskProbability: null,
      })
    }
  }
  return found
}

function unit(value: number): number {
  return Math.min(Math.max(value, 0), 1)
}

/** Thresholds of OpenCV's example. */
export const yunet: OneShotFamily = {
  title: 'YuNet',
  outputs: strides.flatMap((stride) => ['cls', 'obj', 'bbox', 'kps'].map((kind) => `${kind}_${stride}`)),
  points: true,
  scoreThreshold: 0.6,
  maxOverlap: 0.3,
  decode: decodeYunet,
}
