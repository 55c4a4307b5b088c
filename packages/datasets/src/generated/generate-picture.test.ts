import { toGrey, warpAffine } from '@maskmirror/imaging'
import { decodeImage, rasteriseSvg } from '@maskmirror/imaging/codec'
import { similarityFromPoints } from '@maskmirror/imaging/geometry'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawAppearance } from './appearance.ts'
import { headPath } from './draw-head.ts'
import { faceGeneratorVersion } from './face-generator-version.ts'
import { createFacePoints } from './face-points.ts'
import { generatePicture, locateLandmarks, pictureSize } from './generate-picture.ts'
import { drawIdentity } from './identity.ts'
import { projectLandmarks } from './landmarks.ts'
import { createProjection } from './projection.ts'

const point = (points: Float32Array, i: number) => ({ x: points[i * 2]!, y: points[i * 2 + 1]! })

describe('generatePicture', () => {
  test('the same request gives the same bytes, whatever was drawn before', async () => {
    const first = await generatePicture({ seed: 1, person: 'dev-0001', picture: 0 })
    await generatePicture({ seed: 1, person: 'dev-0002', picture: 3 })
    const again = await generatePicture({ seed: 1, person: 'dev-0001', picture: 0 })
    expect(again.jpeg.equals(first.jpeg)).toBe(true)
    expect(again.landmarks).toEqual(first.landmarks)
    for (const other of [
      { seed: 2, person: 'dev-0001', picture: 0 },
      { seed: 1, person: 'test-0001', picture: 0 },
      { seed: 1, person: 'dev-0001', picture: 1 },
    ]) {
      expect((await generatePicture(other)).jpeg.equals(first.jpeg)).toBe(false)
    }
  })

  test('a known picture stays what it was; raise faceGeneratorVersion with these numbers', async () => {
    const { image, landmarks } = await generatePicture({ seed: 'golden', person: 'dev-0001', picture: 0 })
    const points = [96.1, 96.6, 152.1, 98.9, 122.4, 133.7, 97.2, 160.7, 145.5, 162.7]
    for (const [i, value] of points.entries())
      expect(Math.abs(landmarks.arcface5.points[i]! - value)).toBeLessThan(0.06)
    for (const [channel, expected] of [106.3, 93.6, 89.9].entries()) {
      const values = image.data.filter((_, i) => i % 3 === channel)
      // another build of the SVG rasteriser may differ in the last bit of an edge
      expect(Math.abs(values.reduce((a, b) => a + b, 0) / values.length - expected)).toBeLessThan(0.2)
    }
    expect(faceGeneratorVersion).toBe(2)
  })

  test('the JPEG is the picture', async () => {
    const { image, jpeg } = await generatePicture({ seed: 1, person: 'dev-0001', picture: 0 })
    const decoded = await decodeImage(jpeg)
    expect([decoded.width, decoded.height, decoded.channels]).toEqual([pictureSize, pictureSize, 3])
    const error = decoded.data.reduce((sum, value, i) => sum + Math.abs(value - image.data[i]!), 0) / image.data.length
    expect(error).toBeLessThan(6)
  })

  test.each([-1, 0.5, Number.NaN])('rejects picture %s', async (picture) => {
    await expect(generatePicture({ seed: 1, person: 'a', picture })).rejects.toThrow(/picture to be a whole number/)
  })

  test('what is drawn lies where the landmarks say', async () => {
    let seen = 0
    for (let i = 0; i < 12; i++) {
      const { image, landmarks, parameters } = await generatePicture({ seed: 3, person: `p${i}`, picture: 0 })
      if (parameters.appearance.glasses !== null || parameters.appearance.expression.eyesClosed > 0.3) continue
      seen++
      const ibug = landmarks.ibug68.points
      const mean = ({ x, y }: { x: number; y: number }, channel: number) => {
        let sum = 0
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            sum += image.data[((Math.round(y) + dy) * image.width + Math.round(x) + dx) * 3 + channel]! / 9
          }
        }
        return sum
      }
      const middle = (...indices: number[]) => ({
        x: indices.reduce((sum, k) => sum + point(ibug, k).x / indices.length, 0),
        y: indices.reduce((sum, k) => sum + point(ibug, k).y / indices.length, 0),
      })
      for (const [eye, corners] of [
        [0, [36, 39]],
        [1, [42, 45]],
      ] as const) {
        const iris = mean(point(landmarks.arcface5.points, eye), 1)
        // half way between the iris and a corner is the white of the eye
        const centre = point(landmarks.arcface5.points, eye)
        const white = Math.max(
          ...corners.map((k) =>
            mean({ x: centre.x * 0.45 + point(ibug, k).x * 0.55, y: centre.y * 0.45 + point(ibug, k).y * 0.55 }, 1),
          ),
        )
        expect(iris).toBeLessThan(white * 0.8)
      }
      const redness = (at: { x: number; y: number }) => mean(at, 0) / (mean(at, 1) + 1)
      if (parameters.identity.beard.chin === 0) {
        expect(redness(middle(57, 66))).toBeGreaterThan(redness(middle(30, 27)))
      }
    }
    expect(seen).toBeGreaterThanOrEqual(8)
  })

  test('pictures of one person are more alike than pictures of two', async () => {
    const template = [38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041]
    const crops: { person: number; values: Float64Array }[] = []
    for (let person = 0; person < 8; person++) {
      for (let picture = 0; picture < 2; picture++) {
        const { image, landmarks } = await generatePicture({ seed: 4, person: `p${person}`, picture })
        const map = similarityFromPoints(landmarks.arcface5.points, template)
        const grey = toGrey(warpAffine(image, map, { width: 112, height: 112 }))
        // the inner face, without background
        const inner = Float64Array.from(
          { length: 64 * 80 },
          (_, i) => grey.data[(24 + Math.floor(i / 64)) * 112 + 24 + (i % 64)]!,
        )
        crops.push({ person, values: inner })
      }
    }
    const genuine: number[] = []
    const impostor: number[] = []
    for (const [i, a] of crops.entries()) {
      for (const b of crops.slice(i + 1))
        (a.person === b.person ? genuine : impostor).push(correlation(a.values, b.values))
    }
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    expect(mean(genuine)).toBeGreaterThan(mean(impostor) + 0.1)
  })
})

describe('landmarks', () => {
  test('are in iBUG order inside the picture, for any person', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(50), (seed, person, picture) => {
        const { ibug68, arcface5 } = locateLandmarks({ seed, person, picture })
        const at = (i: number) => point(ibug68.points, i)
        for (const value of ibug68.points) {
          expect(value).toBeGreaterThan(0)
          expect(value).toBeLessThan(pictureSize)
        }
        const increases = (indices: number[]) => {
          for (let k = 1; k < indices.length; k++) expect(at(indices[k]!).x).toBeGreaterThan(at(indices[k - 1]!).x)
        }
        // on a turned head the jaw's far end may lie further in than its corner, as on real faces
        increases([0, 8, 16])
        increases([4, 8, 12])
        increases([17, 18, 19, 20, 21, 22, 23, 24, 25, 26])
        increases([31, 32, 33, 34, 35])
        increases([36, 37, 38, 39, 42, 43, 44, 45])
        increases([48, 49, 50, 51, 52, 53, 54])
        increases([48, 59, 58, 57, 56, 55, 54])
        increases([48, 60, 61, 62, 63, 64, 54])
        for (const [above, below] of [
          [19, 37],
          [24, 44],
          [37, 41],
          [44, 46],
          [27, 30],
          [30, 33],
          [33, 51],
          [51, 57],
          [57, 8],
        ]) {
          expect(at(below!).y).toBeGreaterThan(at(above!).y)
        }
        expect(at(66).y).toBeGreaterThanOrEqual(at(62).y)
        const five = (i: number) => point(arcface5.points, i)
        expect(five(2)).toEqual(at(30))
        expect(five(3)).toEqual(at(48))
        expect(five(4)).toEqual(at(54))
        expect(five(0).x).toBeGreaterThan(at(36).x)
        expect(five(0).x).toBeLessThan(at(39).x)
      }),
      { numRuns: 60 },
    )
  })

  test('the contour is the edge of the drawn skin', async () => {
    const identity = drawIdentity(1, 'edge')
    const appearance = drawAppearance(1, 'edge', 0)
    const face = createFacePoints(identity, { ...appearance.expression, open: 0.6 })
    for (const yawRad of [-0.3, 0, 0.25]) {
      const pose = { yawRad, pitchRad: 0.05, rollRad: 0.1, scalePx: 54 }
      const projection = createProjection(pose, { point: { x: 0, y: 0.4, z: 1 }, x: 125, y: 125 })
      const path = headPath({ face, projection, to: projection.toPicture })
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-0.5 -0.5 250 250"><path d="${path}" fill="#fff"/></svg>`
      const drawn = await rasteriseSvg(svg, 250, 250)
      const { points } = projectLandmarks(face, projection).ibug68
      const middle = projection.toPicture({ x: 0, y: 0.5, z: 0 })
      for (let i = 0; i <= 16; i++) {
        const { x, y } = point(points, i)
        const away = Math.hypot(x - middle.x, y - middle.y)
        const alphaAt = (step: number) => {
          const [px, py] = [x + ((x - middle.x) / away) * step, y + ((y - middle.y) / away) * step]
          return drawn.data[(Math.round(py) * 250 + Math.round(px)) * 4 + 3]
        }
        expect([i, alphaAt(-2.5), alphaAt(2.5)]).toEqual([i, 255, 0])
      }
    }
  })

  test('turning the head moves the nose against the eyes, opening the mouth lowers the chin alone', () => {
    const identity = drawIdentity(1, 'pose')
    const rest = { ...drawAppearance(1, 'pose', 0).expression, open: 0, smile: 0 }
    const locate = (yawRad: number, open: number) => {
      const pose = { yawRad, pitchRad: 0, rollRad: 0, scalePx: 54 }
      const face = createFacePoints(identity, { ...rest, open })
      return projectLandmarks(face, createProjection(pose, { point: { x: 0, y: 0, z: 0 }, x: 125, y: 125 })).ibug68
        .points
    }
    const noseOffset = (points: Float32Array) => point(points, 30).x - (point(points, 36).x + point(points, 45).x) / 2
    expect(Math.abs(noseOffset(locate(0, 0)))).toBeLessThan(0.5)
    expect(noseOffset(locate(0.3, 0))).toBeGreaterThan(3)
    expect(noseOffset(locate(-0.3, 0))).toBeLessThan(-3)
    const [closed, open] = [locate(0, 0), locate(0, 1)]
    expect(point(open, 8).y - point(closed, 8).y).toBeGreaterThan(5)
    expect(point(open, 66).y - point(open, 62).y).toBeGreaterThan(5)
    for (const i of [0, 19, 27, 33, 37]) expect(point(open, i).y).toBeCloseTo(point(closed, i).y, 3)
  })
})

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb)
    aa += (a[i]! - ma) ** 2
    bb += (b[i]! - mb) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}
