import { type Image, type Outcome, succeeded } from '@maskmirror/core'
import { toGrey } from '@maskmirror/imaging'
import { type DrawMaskFailure, type MaskTemplates, type MaskType, maskTypes, type Rgb } from '@maskmirror/mask-the-face'
import type { AlignedFace } from './aligned-face.ts'
import { explainMask } from './explain-mask.ts'

/** What a score difference is worth in the confidence; our choice: 0.1 makes one type e times as likely as another. */
const temperature = 0.1

/**
 * Analysis by synthesis: draws each type over the probe in the colour that fits best and compares what is drawn with
 * what is there: how well the shapes overlap, and how alike the folds and edges run inside.
 *
 * @param alpha share of mask of each pixel of the probe, 0..1
 */
export function recogniseType(
  probe: AlignedFace,
  alpha: Float32Array,
  templates: MaskTemplates,
): Outcome<{ type: MaskType; colour: Rgb; confidence: number }, DrawMaskFailure | 'no-mask-found'> {
  const grey = toGrey(probe.crop)
  const scores: { type: MaskType; colour: Rgb; score: number }[] = []
  for (const type of maskTypes) {
    const explained = explainMask(probe, alpha, { templates, type })
    if (!explained.ok) return explained
    const { colour, picture, alpha: drawn } = explained.value
    const score = 0.5 * overlap(alpha, drawn) + 0.5 * gradientCorrelation(grey, toGrey(picture), alpha, drawn)
    scores.push({ type, colour, score })
  }
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a))
  const likelihoods = scores.map(({ score }) => Math.exp((score - best.score) / temperature))
  const { type, colour } = best
  return succeeded({ type, colour, confidence: 1 / likelihoods.reduce((sum, value) => sum + value, 0) })
}

/** Soft intersection over union, 0..1. */
function overlap(seen: Float32Array, drawn: Image): number {
  let intersection = 0
  let union = 0
  for (let i = 0; i < seen.length; i++) {
    const alpha = drawn.data[i]! / 255
    intersection += Math.min(seen[i]!, alpha)
    union += Math.max(seen[i]!, alpha)
  }
  return union === 0 ? 0 : intersection / union
}

/** Correlation of both pictures' horizontal and vertical differences where both show mask, -1..1. */
function gradientCorrelation(seen: Image, drawn: Image, seenAlpha: Float32Array, drawnAlpha: Image): number {
  const { width, height } = seen
  let product = 0
  let seenPower = 0
  let drawnPower = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      if (seenAlpha[i]! < 0.5 || drawnAlpha.data[i]! < 128) continue
      for (const step of [1, width]) {
        const a = seen.data[i + step]! - seen.data[i - step]!
        const b = drawn.data[i + step]! - drawn.data[i - step]!
        product += a * b
        seenPower += a * a
        drawnPower += b * b
      }
    }
  }
  return seenPower === 0 || drawnPower === 0 ? 0 : product / Math.sqrt(seenPower * drawnPower)
}
