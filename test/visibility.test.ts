import type { Image, Landmarks } from '@maskmirror/core'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { type MaskPlace, visibility68 } from '@maskmirror/faces'
import { decodeImage, rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates, drawMask } from '@maskmirror/mask-the-face'
import { describe, expect, test } from 'vitest'

const { photos } = openGeneratedDataset({ seed: 'visibility', people: 12, picturesPerPerson: 1, split: 'test' })
const templates = await createMaskTemplates(rasteriseSvg)

/** A decision that is sure of one place. */
function worn(place: MaskPlace) {
  const places = { none: 0, correct: 0, 'below-nose': 0, 'on-chin': 0, [place]: 1 }
  return { probability: 1 - places.none, places }
}

/** What a mask over known points leaves, when nothing else is known of the face. */
function seenThrough(
  landmarks68: Landmarks,
  points5: Landmarks,
  photo: { width: number; height: number },
  place: MaskPlace,
) {
  const face = { landmarks68, points5, landmarkMethod: 'five-point-template' as const }
  return visibility68({ ...face, mesh: points5, depths: new Float32Array(478) }, photo, worn(place))
}

/** Whether a mask covers a point and the three pixels around it; null at its edge, where either may be said. */
function coverAround({ data, width }: Image, pointX: number, pointY: number): boolean | null {
  const [x, y, reach] = [Math.round(pointX), Math.round(pointY), 3]
  let count = 0
  for (let row = y - reach; row <= y + reach; row++) {
    for (let column = x - reach; column <= x + reach; column++) if (data[row * width + column]! > 127) count++
  }
  return count === 0 ? false : count === (2 * reach + 1) ** 2 ? true : null
}

describe('visibility of the 68 points under masks that are drawn', () => {
  test.each(['correct', 'below-nose', 'on-chin'] as const)('%s', async (style) => {
    let [right, judged, covered] = [0, 0, 0]
    for (const photo of photos) {
      const { ibug68, arcface5 } = photo.landmarks!
      const image = await decodeImage(await photo.load())
      for (const type of ['surgical', 'cloth'] as const) {
        const drawn = drawMask(image, ibug68, { templates, type, colour: 'white', style })
        if (!drawn.ok) throw new Error(drawn.detail)
        const seen = seenThrough(ibug68, arcface5, image, style)
        for (let k = 0; k < 68; k++) {
          const isCovered = coverAround(drawn.value.alpha, ibug68.points[2 * k]!, ibug68.points[2 * k + 1]!)
          if (isCovered === null) continue
          judged++
          if (isCovered) covered++
          if (seen[k]! < 0.5 === isCovered) right++
        }
      }
    }
    expect(judged).toBeGreaterThan(1000)
    expect(covered).toBeGreaterThan(50)
    expect(right / judged).toBeGreaterThan(0.95)
  })
})
