import type { FloatTensor } from '@maskmirror/inference'
import type { Candidate } from './candidate.ts'
import type { OneShotFamily } from './detector-family.ts'

const strides = [8, 16, 32] as const
/** Each cell is asked twice, for small and for large faces. */
const anchorsPerCell = 2

/**
 * Candidates of one picture from SCRFD's outputs (Guo et al. 2022): distances from a cell's corner to the four edges and
 * offsets of the five points, all in units of the stride.
 *
 * @param outputs `score_s` [1, 2·cells, 1], after the sigmoid, `bbox_s` [1, 2·cells, 4], `kps_s` [1, 2·cells, 10] for each stride s
 * @param size of the network's input; its width is a multiple of 32
 * @param threshold least score, 0..1
 */
export function decodeScrfd(
  outputs: Readonly<Record<string, FloatTensor>>,
  { width }: { readonly width: number },
  threshold: number,
): Candidate[] {
  const found: Candidate[] = []
  for (const stride of strides) {
    const scores = outputs[`score_${stride}`]!.data
    const edges = outputs[`bbox_${stride}`]!.data
    const points = outputs[`kps_${stride}`]!.data
    const columns = width / stride
    for (let anchor = 0; anchor < scores.length; anchor++) {
      const score = scores[anchor]!
      if (!(score >= threshold)) continue
      const cell = Math.floor(anchor / anchorsPerCell)
      const x = (cell % columns) * stride
      const y = Math.floor(cell / columns) * stride
      const [left = 0, top = 0, right = 0, bottom = 0] = edges.subarray(anchor * 4, anchor * 4 + 4)
      found.push({
        score,
        x: x - left * stride,
        y: y - top * stride,
        width: (left + right) * stride,
        height: (top + bottom) * stride,
        points: Array.from({ length: 10 }, (_, k) => (k % 2 === 0 ? x : y) + points[anchor * 10 + k]! * stride),
        maskProbability: null,
      })
    }
  }
  return found
}

/** Thresholds of InsightFace's example. */
export const scrfd: OneShotFamily = {
  title: 'SCRFD',
  outputs: strides.flatMap((stride) => ['score', 'bbox', 'kps'].map((kind) => `${kind}_${stride}`)),
  points: true,
  scoreThreshold: 0.5,
  maxOverlap: 0.4,
  decode: decodeScrfd,
}
