import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { gradientErrors } from '../../test/finite-differences.ts'
import { randomTensor } from '../../test/random-parameters.ts'
import { openBackend } from '../backend/open-backend.ts'
import { lossAndGradients } from '../training/loss-and-gradients.ts'
import { negativesOf, selfRestrainedTriplet } from './self-restrained-triplet.ts'

const negatives = [1, 2, 3, 0]
const options = { margin: 2, restrained: true }

/** Unit vectors at these angles, in radians. */
function vectors(angles: readonly number[]): tf.Tensor2D {
  return tf.tensor2d(
    angles.flatMap((angle) => [3 * Math.cos(angle), 3 * Math.sin(angle)]),
    [angles.length, 2],
  )
}

function squared(a: number, b: number): number {
  return 2 - 2 * Math.cos(a - b)
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe.each(['cpu', 'wasm'] as const)('selfRestrainedTriplet on %s', (backend) => {
  beforeAll(() => openBackend(backend))

  const anchorAngles = [0, 0.4, 2.9, 1.2]
  const spread = [0.3, 0.9, 2.2, 1]
  // all in one place, far from their anchors: every negative is nearer to the mapped ones than to the anchors
  const crowded = [4.2, 4.25, 4.3, 4.35]

  test.each([
    { what: 'spread, plain', mapped: spread, restrained: false },
    { what: 'crowded, plain', mapped: crowded, restrained: false },
    { what: 'crowded, restrained', mapped: crowded, restrained: true },
  ])('known vectors: $what', ({ mapped, restrained }) => {
    const between = meanOf(mapped.map((angle, i) => squared(angle, mapped[negatives[i]!]!)))
    const expected = meanOf(
      mapped.map((angle, i) => {
        const apart = restrained ? between : squared(anchorAngles[i]!, mapped[negatives[i]!]!)
        return Math.max(0, squared(anchorAngles[i]!, angle) - apart + 1)
      }),
    )
    const loss = selfRestrainedTriplet(vectors(anchorAngles), vectors(mapped), negatives, { margin: 1, restrained })
    expect(loss.dataSync()[0]).toBeCloseTo(expected, 5)
  })

  test('negatives that are nearer to the anchors than to the mapped are pushed away as ever', () => {
    // each mapped one lies on the anchor of another's negative
    const mapped = [2, 0, 0.4, 2.9]
    const value = (restrained: boolean) =>
      selfRestrainedTriplet(vectors(anchorAngles), vectors(mapped), negatives, { margin: 2, restrained }).dataSync()[0]
    expect(value(true)).toBe(value(false))
    expect(value(true)).toBeGreaterThan(2)
  })

  test('the gradient agrees with finite differences where negatives are pushed away', () => {
    const parameters = { anchors: randomTensor([4, 6], 'anchors'), mapped: randomTensor([4, 6], 'mapped') }
    for (const restrained of [true, false]) {
      // negatives made of their anchors, so that the restraint does not set in
      const mapped = () =>
        tf.add(tf.mul(parameters.mapped, 0.3), tf.gather(parameters.anchors, [3, 0, 1, 2])) as tf.Tensor2D
      const fixed = { mapped: tf.keep(mapped()), anchors: parameters.anchors }
      const loss = () => selfRestrainedTriplet(fixed.anchors, fixed.mapped, negatives, { margin: 2, restrained })
      for (const [name, error] of Object.entries(gradientErrors(fixed, ['mapped', 'anchors'], loss))) {
        expect(error, name).toBeLessThan(0.01)
      }
    }
  })

  test('restrained, the gradient is that of the first pull against a number', () => {
    const parameters = { mapped: vectors(crowded) as tf.Tensor }
    const anchors = vectors(anchorAngles)
    const between = meanOf(crowded.map((angle, i) => squared(angle, crowded[negatives[i]!]!)))
    const unit = (x: tf.Tensor) => tf.div(x, tf.sqrt(tf.sum(tf.square(x), 1, true)))
    const pull = () => {
      const length = tf.sum(tf.square(tf.sub(unit(anchors), unit(parameters.mapped))), 1)
      return tf.mean(tf.relu(tf.add(length, options.margin - between))) as tf.Scalar
    }
    expect(gradientErrors(parameters, ['mapped'], pull).mapped).toBeLessThan(0.01)
    const expected = lossAndGradients(parameters, ['mapped'], pull).gradients.mapped!.dataSync()
    const loss = () => selfRestrainedTriplet(anchors, parameters.mapped, negatives, options)
    const actual = lossAndGradients(parameters, ['mapped'], loss).gradients.mapped!.dataSync()
    for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 5)
    expect([...expected].some((value) => Math.abs(value) > 0.01)).toBe(true)
  })
})

test.each([
  { labels: [4, 4, 7, 4], expected: [2, 2, 3, 2] },
  { labels: [1, 2, 3], expected: [1, 2, 0] },
  { labels: [5, 5], expected: null },
  { labels: [5], expected: null },
])('negativesOf: the next face of somebody else in $labels', ({ labels, expected }) => {
  expect(negativesOf(labels)).toEqual(expected)
})
