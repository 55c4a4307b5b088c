import { createImage, createLandmarks, type Image } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { arcfaceTemplate } from './align-face.ts'
import type { FaceDetection, FaceDetector } from './detection/types.ts'
import { createFaceFinder } from './face-finder.ts'
import type { FaceLandmarker } from './landmarks/face-landmarker.ts'
import { templateLandmarks } from './landmarks/mean-shape.ts'
import { ibug68FromMediapipe478 } from './landmarks/mesh-points.ts'

const photo = createImage(112, 112, 3)
const detection: FaceDetection = {
  box: { x: 10, y: 10, width: 90, height: 110 },
  score: 0.8,
  points5: arcfaceTemplate,
  maskProbability: null,
}

/** A detector with a fixed answer. */
function detectorOf(...faces: FaceDetection[]): FaceDetector {
  return { name: 'fixed', version: '1', detect: async () => ({ faces, attempt: 'whole' }), close: async () => {} }
}

/** A mesh of this height around the middle whose five points lie `shift` pixels to the right of the template's. */
function meshAt(shift: number, height = 100) {
  const points = new Float32Array(956)
  for (let i = 0; i < 956; i += 2) points.set([56 + (i % 40) - 20, 60 + (((i * 7) % 100) / 99 - 0.5) * height], i)
  ;[468, 473, 4, 61, 291].forEach((vertex, k) => {
    points.set([arcfaceTemplate.points[2 * k]! + shift, arcfaceTemplate.points[2 * k + 1]!], vertex * 2)
  })
  return createLandmarks('mediapipe478', points)
}

/** A landmarker that gives one presence after the other, then the last again, and writes down its crops. */
function landmarkerOf(shift: number, presences: readonly number[], height?: number) {
  const widths: number[] = []
  const landmarker: FaceLandmarker = {
    name: 'fixed',
    version: '1',
    locate: async (_: Image, box) => {
      widths.push(box.width)
      return {
        mesh: meshAt(shift, height),
        depths: new Float32Array(478),
        presence: presences.at(Math.min(widths.length, presences.length) - 1)!,
      }
    },
    close: async () => {},
  }
  return { landmarker, widths }
}

const eyes = Math.hypot(73.5318 - 38.2946, 51.5014 - 51.6963)

describe('createFaceFinder', () => {
  test('takes a sure mesh', async () => {
    const { landmarker, widths } = landmarkerOf(eyes / 10, [0.95])
    const found = await createFaceFinder({ detector: detectorOf(detection), landmarker }).find(photo)
    expect(found).toMatchObject({
      ok: true,
      value: { box: detection.box, score: 0.8, facesInPhoto: 1, landmarkMethod: 'mesh' },
    })
    expect(found.ok && found.value.disagreement).toBeCloseTo(0.1, 3)
    expect(found.ok && found.value.landmarks68).toEqual(ibug68FromMediapipe478(meshAt(eyes / 10)))
    // in the middle between the detector's points and the mesh's, a tenth of the eye distance apart
    const [x = 0] = found.ok ? found.value.alignmentPoints.points : []
    expect(Math.abs(x - detection.points5.points[0]!)).toBeCloseTo(eyes / 20, 2)
    // and once more from the crop that the mesh asks for, which changes nothing
    expect(widths.length).toBe(2)
  })

  test.each([
    {
      name: 'is sure and far from the detector’s points',
      shift: 1.2 * eyes,
      presences: [0.95],
      height: 100,
      mesh: true,
    },
    { name: 'is unsure, but where the detector’s points are', shift: 0, presences: [0, 0, 0], height: 100, mesh: true },
    { name: 'is unsure and elsewhere', shift: 0.7 * eyes, presences: [0, 0, 0], height: 100, mesh: false },
    { name: 'is sure and far too small', shift: 0, presences: [0.95], height: 30, mesh: false },
    { name: 'is unsure and too small', shift: 0, presences: [0, 0, 0], height: 60, mesh: false },
  ])('$name: mesh $mesh', async ({ shift, presences, height, mesh }) => {
    const { landmarker } = landmarkerOf(shift, presences, height)
    const found = await createFaceFinder({ detector: detectorOf(detection), landmarker }).find(photo)
    expect(found).toMatchObject({
      ok: true,
      value: mesh
        ? { landmarkMethod: 'mesh', landmarks68: ibug68FromMediapipe478(meshAt(shift, height)) }
        : {
            landmarkMethod: 'five-point-template',
            landmarks68: templateLandmarks(arcfaceTemplate),
            alignmentPoints: arcfaceTemplate,
          },
    })
  })

  test('failures are outcomes with a reason', async () => {
    const { landmarker } = landmarkerOf(0, [1])
    const find = (policy: 'central' | 'single', ...faces: FaceDetection[]) =>
      createFaceFinder({ detector: detectorOf(...faces), landmarker, policy }).find(photo)
    expect(await find('central')).toMatchObject({ ok: false, reason: 'no-face' })
    expect(await find('single', detection, detection)).toMatchObject({ ok: false, reason: 'several-faces' })
    const tiny = {
      ...detection,
      points5: createLandmarks(
        'arcface5',
        arcfaceTemplate.points.map((v) => v / 10),
      ),
    }
    expect(await find('central', tiny)).toMatchObject({
      reason: 'degenerate-face',
      detail: 'Expected the eyes at least 7 pixels apart but they are 3.5 apart',
    })
  })

  test('all faces, each with its own outcome', async () => {
    const { landmarker } = landmarkerOf(0, [0.95])
    const tiny = {
      ...detection,
      maskProbability: 0.25,
      points5: createLandmarks(
        'arcface5',
        arcfaceTemplate.points.map((v) => v / 10),
      ),
    }
    const findAll = (...faces: FaceDetection[]) =>
      createFaceFinder({ detector: detectorOf(...faces), landmarker }).findAll(photo)
    expect(await findAll()).toMatchObject({ ok: false, reason: 'no-face' })
    expect(await findAll({ ...detection, maskProbability: 0.75 }, tiny)).toMatchObject({
      ok: true,
      value: [
        { ok: true, value: { facesInPhoto: 2, maskProbability: 0.75, presence: 0.95, landmarkMethod: 'mesh' } },
        { ok: false, reason: 'degenerate-face' },
      ],
    })
  })

  test('the version names parts and policy, for cache keys', () => {
    const { landmarker } = landmarkerOf(0, [1])
    const version = (policy: 'central' | 'largest') =>
      createFaceFinder({ detector: detectorOf(), landmarker, policy }).version
    expect(version('central')).not.toBe(version('largest'))
  })
})
