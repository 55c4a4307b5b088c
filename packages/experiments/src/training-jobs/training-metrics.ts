import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const RateSchema = z.number().min(0).max(1)

/** A line of `metrics.jsonl`: losses that are not measured are null or absent, by what is switched on. */
const LineSchema = z
  .object({
    step: z.int().min(0),
    loss: z.number(),
    development: z.object({ unmasked: RateSchema, masked: RateSchema, mean: RateSchema }).optional(),
  })
  .catchall(z.unknown())

/** A curve over the steps. */
export interface StepCurve {
  readonly name: string
  /** From 1. */
  readonly points: readonly { readonly step: number; readonly value: number }[]
}

export interface TrainingMetrics {
  /** Steps of which something is written. */
  readonly steps: number
  /** The whole loss first, then its parts. */
  readonly losses: readonly StepCurve[]
  /** False non-match rates of development people, fractions; empty before the first validation. */
  readonly errors: readonly StepCurve[]
}

/** Points of a curve on the wire; our choice, about the pixels of a figure. */
const mostPoints = 400

/**
 * What a training has measured so far. Losses are thinned to means over equal shares of the steps.
 *
 * @param folder of the training
 */
export async function readTrainingMetrics(folder: string): Promise<TrainingMetrics> {
  const text = await readFile(join(folder, 'metrics.jsonl'), 'utf8').catch(() => '')
  const losses = new Map<string, { step: number; value: number }[]>()
  const errors = { unmasked: [], masked: [] } as Record<'unmasked' | 'masked', { step: number; value: number }[]>
  let steps = 0
  for (const line of text.split('\n')) {
    const entry = lineOf(line)
    if (entry === null) continue
    const { step, development, ...others } = entry
    steps = step + 1
    for (const [name, value] of Object.entries(others)) {
      if (typeof value !== 'number' || !isLoss(name)) continue
      const points = losses.get(name) ?? []
      points.push({ step: step + 1, value })
      losses.set(name, points)
    }
    if (development === undefined) continue
    errors.unmasked.push({ step: step + 1, value: development.unmasked })
    errors.masked.push({ step: step + 1, value: development.masked })
  }
  return {
    steps,
    losses: [...losses].map(([name, points]) => ({ name, points: thinned(points) })),
    errors: steps === 0 ? [] : Object.entries(errors).map(([name, points]) => ({ name, points })),
  }
}

/** Null for the line that is being written. */
function lineOf(line: string): z.infer<typeof LineSchema> | null {
  try {
    return LineSchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** The length of the gradient and the learning rate are no losses. */
function isLoss(name: string): boolean {
  return !['gradientLength', 'learningRate'].includes(name)
}

function thinned(points: readonly { step: number; value: number }[]): { step: number; value: number }[] {
  if (points.length <= mostPoints) return [...points]
  return Array.from({ length: mostPoints }, (_, i) => {
    const share = points.slice(
      Math.floor((i * points.length) / mostPoints),
      Math.floor(((i + 1) * points.length) / mostPoints),
    )
    return {
      step: share.at(-1)!.step,
      value: share.reduce((sum, { value }) => sum + value, 0) / share.length,
    }
  })
}
