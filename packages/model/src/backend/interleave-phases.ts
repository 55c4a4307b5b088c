import * as tf from '@tensorflow/tfjs-core'
import type { InputPhase, inputPhases } from './input-phases.ts'

type Phases = ReturnType<typeof inputPhases>

/**
 * Computes the gradient of a convolution's input class by class and puts the classes together.
 *
 * @param shape [batch, height, width, channels] of the input
 * @param gradientOf gradient at the positions of one pair of classes, [batch, rows.count, columns.count, channels]
 */
export function interleavePhases(
  shape: readonly [number, number, number, number],
  rows: Phases,
  columns: Phases,
  gradientOf: (row: InputPhase, column: InputPhase) => tf.Tensor4D,
): tf.Tensor4D {
  const [batch, height, width, channels] = shape
  const size: [number, number, number, number] = [batch, rows.count, columns.count, channels]
  const perRow = rows.phases.map((row) => {
    const parts = columns.phases.map((column) =>
      row.taps === 0 || column.taps === 0 ? tf.zeros(size) : gradientOf(row, column),
    )
    return interleave(parts, 3, [batch, rows.count, columns.count * parts.length, channels])
  })
  const whole = interleave(perRow, 2, [batch, rows.count * perRow.length, perRow[0]!.shape[2]!, channels])
  if (whole.shape[1] === height && whole.shape[2] === width) return whole
  return tf.slice(whole, [0, 0, 0, 0], [batch, height, width, channels])
}

function interleave(parts: readonly tf.Tensor[], axis: number, shape: [number, number, number, number]): tf.Tensor4D {
  return tf.reshape(parts.length === 1 ? parts[0]! : tf.stack([...parts], axis), shape)
}

/** The output's gradient with zeros around it, or without its border where a number is negative. */
export function withBorder(
  gradient: tf.Tensor4D,
  row: InputPhase,
  column: InputPhase,
): { gradient: tf.Tensor4D; padding: tf.backend_util.ExplicitPadding } {
  const { shape } = gradient
  const from = [row, column].map(({ before }) => Math.max(0, -before))
  const to = [row, column].map(({ after }, i) => shape[i + 1]! - Math.max(0, -after))
  const isWhole = from.every((start) => start === 0) && to.every((end, i) => end === shape[i + 1])
  const kept = isWhole
    ? gradient
    : tf.slice(gradient, [0, from[0]!, from[1]!, 0], [shape[0], to[0]! - from[0]!, to[1]! - from[1]!, shape[3]])
  const around = ({ before, after }: InputPhase): [number, number] => [Math.max(0, before), Math.max(0, after)]
  return { gradient: kept, padding: [[0, 0], around(row), around(column), [0, 0]] }
}

/**
 * The taps of one pair of classes, turned round in both directions.
 *
 * @param filter [height, width, …]
 * @returns [row.taps, column.taps, …]
 */
export function turnedTaps(
  filter: tf.Tensor4D,
  row: InputPhase,
  column: InputPhase,
  strides: [number, number],
): tf.Tensor4D {
  const [height, width, inner, outer] = filter.shape
  const taps = tf.split<tf.Tensor3D>(tf.reshape(filter, [height * width, inner, outer]), height * width)
  // picked one by one: in WebAssembly, tf.reverse is twenty times slower than these copies
  const wanted: tf.Tensor3D[] = []
  for (let i = row.taps - 1; i >= 0; i--) {
    for (let j = column.taps - 1; j >= 0; j--) {
      wanted.push(taps[(row.firstTap + i * strides[0]) * width + column.firstTap + j * strides[1]]!)
    }
  }
  return tf.reshape(wanted.length === 1 ? wanted[0]! : tf.concat(wanted), [row.taps, column.taps, inner, outer])
}
