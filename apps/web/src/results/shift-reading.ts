import type { ScoreShift } from '@maskmirror/evaluation'

/** Smaller shifts are called none: a tenth of the spread, our choice. */
const noticeable = 0.1

/** What a shift does at a threshold that is left alone, in words. */
export function shiftReading({ genuine, impostor }: Pick<ScoreShift, 'genuine' | 'impostor'>): string {
  if (genuine === null || impostor === null) return 'Cannot be told.'
  const [g, i] = [direction(genuine), direction(impostor)]
  if (g === 0 && i === 0) return 'Scores stay where they were.'
  if (g > 0 && i > 0) return 'Both rise: fewer people rejected, and security lost.'
  if (g < 0 && i < 0) return 'Both fall: more people rejected; impostors are no easier.'
  if (g < 0 && i > 0) return 'The classes close up: more people rejected, and security lost.'
  if (g > 0 && i < 0) return 'The classes move apart: fewer errors of both kinds.'
  if (i === 0)
    return g < 0 ? 'Genuine scores fall: more people rejected.' : 'Genuine scores rise: fewer people rejected.'
  return i > 0 ? 'Impostor scores rise: security lost.' : 'Impostor scores fall: security gained.'
}

function direction(shift: number): -1 | 0 | 1 {
  return Math.abs(shift) < noticeable ? 0 : shift < 0 ? -1 : 1
}
