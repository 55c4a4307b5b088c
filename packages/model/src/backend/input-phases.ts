/**
 * One residue class of input positions along one axis of a strided convolution. Position i meets tap t of output o where
 * `o·stride + t − padBefore = i`, so positions of one class meet every stride-th tap only, and their gradient is a plain
 * convolution of the output's gradient with those taps, turned round. Nothing is multiplied by inserted zeros.
 */
export interface InputPhase {
  /** First tap of the class; the others follow at a distance of the stride. */
  readonly firstTap: number
  /** Number of taps; 0 where the kernel is shorter than the stride. */
  readonly taps: number
  /** Rows of zeros (negative: rows to leave out) before and after the output's gradient. */
  readonly before: number
  readonly after: number
}

/**
 * The classes in the order of the positions 0, 1, … stride − 1 that they begin with. Each gives `count` positions, so that
 * interleaved they cover the input and up to stride − 1 positions more.
 *
 * @param axis sizes along one axis: of the input, the output's gradient, the kernel; all ≥ 1
 */
export function inputPhases(axis: {
  inputSize: number
  outputSize: number
  kernel: number
  stride: number
  padBefore: number
}): { phases: InputPhase[]; count: number } {
  const { inputSize, outputSize, kernel, stride, padBefore } = axis
  const count = Math.ceil(inputSize / stride)
  const phases = Array.from({ length: stride }, (_, position): InputPhase => {
    const firstTap = (position + padBefore) % stride
    const taps = Math.max(0, Math.ceil((kernel - firstTap) / stride))
    const firstOutput = (position + padBefore - firstTap) / stride
    return {
      firstTap,
      taps,
      before: taps - 1 - firstOutput,
      after: firstOutput + count - outputSize,
    }
  })
  return { phases, count }
}
