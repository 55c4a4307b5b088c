import { countBelow, countUpTo } from '#sorted-array.ts'

/** Counts the area under the ROC curve while impostor scores pass by, exactly, whatever their number. */
export interface AreaCounter {
  /** Takes the impostors among them. */
  add(scores: Float64Array, genuine: Uint8Array): void
  /** Ties counted half; at least one impostor must have been added. */
  area(): number
}

/** Genuine scores for each part into which their range is divided (our choice). */
const scoresOfPart = 2

/**
 * The area is the share of pairs of a genuine and an impostor score in which the genuine one is higher (Mann-Whitney), so that each
 * impostor needs its place among the genuine scores only. Parts of equal width lead to it; within a part it is searched for.
 *
 * @param genuine ascending, finite, at least one
 */
export function createAreaCounter(genuine: Float64Array): AreaCounter {
  const count = genuine.length
  const low = genuine[0]!
  const high = genuine[count - 1]!
  const parts = Math.ceil(count / scoresOfPart)
  const width = (high - low) / parts
  const scale = width > 0 && Number.isFinite(1 / width) ? 1 / width : 0
  // rounding keeps the order, so that all scores of a part are below those of the next one
  const partOf = (score: number) => Math.min(parts - 1, Math.floor((score - low) * scale))
  // by part: its first genuine score
  const starts = new Uint32Array(parts + 1)
  for (let i = 0; i < count; i++) starts[partOf(genuine[i]!) + 1]!++
  for (let part = 0; part < parts; part++) starts[part + 1]! += starts[part]!

  let impostors = 0
  /** Twice the wins of genuine scores, so that ties are whole numbers. */
  let twiceWins = 0
  return {
    add: (scores, labels) => {
      for (let i = 0; i < scores.length; i++) {
        if (labels[i] === 1) continue
        impostors++
        const score = scores[i]!
        if (score > high) continue
        if (score < low) {
          twiceWins += 2 * count
          continue
        }
        const part = partOf(score)
        const below = countBelow(genuine, score, starts[part], starts[part + 1])
        const upTo = genuine[below] === score ? countUpTo(genuine, score, below, starts[part + 1]) : below
        twiceWins += 2 * count - below - upTo
      }
    },
    area: () => twiceWins / 2 / (count * impostors),
  }
}
