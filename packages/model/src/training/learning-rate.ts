import type { TrainConfig } from '#config/train-config.ts'

/**
 * The learning rate of one step.
 *
 * @param step 0..steps − 1
 */
export function learningRateAt(
  { learningRate, steps }: Pick<TrainConfig, 'learningRate' | 'steps'>,
  step: number,
): number {
  const { base, warmUp, decay } = learningRate
  const rising = Math.round(warmUp * steps)
  if (step < rising) return (base * (step + 1)) / rising
  if (decay.kind === 'steps') return base * 10 ** -decay.at.filter((share) => step >= share * steps).length
  return (base / 2) * (1 + Math.cos((Math.PI * (step - rising)) / Math.max(1, steps - rising)))
}
