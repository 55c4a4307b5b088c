import type { FloatTensor } from '@maskmirror/inference'
import type { Candidate } from './candidate.ts'
import type { OneShotFamily } from './detector-family.ts'

/**
 * Candidates of one picture from the masked-face network of Ultra-Light-Fast-Generic-Face-Detector, whose boxes are
 * decoded in the graph.
 *
 * @param outputs `scores` [1, n, 3], background, bare face and masked face, adding up to 1; `boxes` [1, n, 4], left, top,
 *   right and bottom as fractions of the input
 * @param size of the network's input
 * @param threshold least probability of the likelier of the two kinds of face, 0..1
 */
export function decodeMaskedRfb(
  outputs: Readonly<Record<string, FloatTensor>>,
  size: { readonly width: number; readonly height: number },
  threshold: number,
): Candidate[] {
  const scores = outputs.scores!.data
  const boxes = outputs.boxes!.data
  const found: Candidate[] = []
  for (let i = 0; i * 3 < scores.length; i++) {
    const bare = scores[i * 3 + 1]!
    const masked = scores[i * 3 + 2]!
    const score = Math.max(bare, masked)
    if (!(score >= threshold)) continue
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(i * 4, i * 4 + 4)
    found.push({
      score,
      x: left * size.width,
      y: top * size.height,
      width: (right - left) * size.width,
      height: (bottom - top) * size.height,
      points: null,
      maskProbability: masked / (bare + masked),
    })
  }
  return found
}

/** Thresholds of the network's own example. */
export const maskedRfb: OneShotFamily = {
  title: 'RFB masked-face',
  outputs: ['scores', 'boxes'],
  points: false,
  scoreThreshold: 0.5,
  maxOverlap: 0.3,
  decode: decodeMaskedRfb,
}
