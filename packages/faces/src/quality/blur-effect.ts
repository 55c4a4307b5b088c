import type { Image } from '@maskmirror/core'

/** Taps of the strong low-pass filter, as in the paper. */
const taps = 9

/** Levels: a slow slope goes up by single levels, which would look like edges. */
const rounding = 1

/**
 * How blurred a picture looks: a sharp picture loses much of the variation between neighbours when it is blurred again, a
 * blurred one little (Crete, Dolmiere, Ladret & Nicolas, The blur effect: perception and estimation with a new no-reference
 * perceptual blur metric, 2007).
 *
 * @param grey one channel, at least 10 pixels on each side
 * @returns 0 (sharp) .. 1 (blurred), the worse of both directions; 1 where nothing varies
 */
export function blurEffect(grey: Image): number {
  const { width, height } = grey
  return Math.max(
    alongLines(grey, { lines: height, length: width, step: 1, stride: width }),
    alongLines(grey, { lines: width, length: height, step: width, stride: 1 }),
  )
}

function alongLines(
  { data }: Image,
  { lines, length, step, stride }: { lines: number; length: number; step: number; stride: number },
): number {
  const half = (taps - 1) / 2
  const ahead = half * step
  const behind = ahead + step
  let variation = 0
  let lost = 0
  for (let line = 0; line < lines; line++) {
    const end = line * stride + (length - half) * step
    for (let i = line * stride + behind; i < end; i += step) {
      const own = Math.abs(data[i]! - data[i - step]!)
      if (own <= rounding) continue
      // means of nine neighbours around i and i - step share eight of them
      const blurred = Math.abs(data[i + ahead]! - data[i - behind]!) / taps
      variation += own
      if (own > blurred) lost += own - blurred
    }
  }
  return variation === 0 ? 1 : (variation - lost) / variation
}
