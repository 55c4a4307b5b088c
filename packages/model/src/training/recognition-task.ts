import type { AdaptConfig } from '#config/adapt-config.ts'
import type { TrainConfig } from '#config/train-config.ts'
import type { ParameterSpec } from '#layers/parameter.ts'
import { outlineNetwork } from '#layers/shape-layers.ts'
import { tensorLayers } from '#layers/tensor-layers.ts'
import { arcfaceLoss } from '#losses/arcface-loss.ts'
import { attentionLoss } from '#losses/attention-loss.ts'
import { crossEntropy } from '#losses/cross-entropy.ts'
import { keepLoss } from '#losses/keep-loss.ts'
import { reversalStrength, reverseGradient } from '#losses/reverse-gradient.ts'
import { maskClassifier } from '#network/mask-classifier.ts'
import { centresSpec } from './centres.ts'
import { learningRateAt } from './learning-rate.ts'
import type { LearningTask, LossTerm } from './learning-task.ts'
import { rows } from './rows.ts'
import type { TrainedBody } from './trained-body.ts'

/**
 * ArcFace with what the configuration adds: attention that is aligned, a mask classifier behind the gradient reversal, embeddings
 * that are held where they were.
 *
 * @param classes people of the source
 */
export function recognitionTask(config: TrainConfig | AdaptConfig, body: TrainedBody, classes: number): LearningTask {
  const { dimension, inputSize } = body
  const classifier = config.mask === null ? null : maskClassifier(config.mask)
  const centres = centresSpec(dimension, classes)
  const specs: readonly ParameterSpec[] = [
    ...body.specs,
    ...(classifier === null ? [] : outlineNetwork(classifier, [dimension]).parameters),
    centres,
  ]
  const keep = 'keep' in config ? config.keep : null
  const needsMasked =
    config.identity.pictures === 'both' ||
    config.attention !== null ||
    config.mask !== null ||
    keep?.pictures === 'both'
  return {
    inputSize,
    dimension,
    specs,
    begin: body.begin,
    phaseAt: (step) => ({ learningRate: learningRateAt(config, step), learns: () => true, embeds: true }),
    losses: (parameters, training, batch, step) => {
      const count = batch.labels.length
      const layers = tensorLayers(parameters, training)
      // all pictures in one pass: synthetic and real, masked and unmasked share the batch's statistics, as they do in use
      const groups = [
        batch.unmasked,
        ...(needsMasked ? [batch.masked] : []),
        ...(batch.real === null ? [] : [batch.real.pictures]),
      ]
      const outputs = body.forward(parameters, training, groups)
      const both = config.identity.pictures === 'both'
      const identity = arcfaceLoss(
        rows(outputs.embedding, 0, both ? 2 * count : count),
        parameters[centres.name]!,
        both ? [...batch.labels, ...batch.labels] : batch.labels,
        config.identity,
      )
      const terms: LossTerm[] = [{ name: 'identity', value: identity, weight: config.identity.weight }]
      if (keep !== null && batch.original !== undefined) {
        const held = keep.pictures === 'both' ? 2 : 1
        const value = keepLoss(rows(outputs.embedding, 0, held * count), batch.original, held)
        terms.push({ name: 'keep', value, weight: keep.weight })
      }
      if (config.attention !== null && outputs.attention !== undefined) {
        const scores = outputs.attention
        const value = attentionLoss(rows(scores, 0, count), rows(scores, count, count), config.attention)
        terms.push({ name: 'attention', value, weight: config.attention.weight })
      }
      if (config.mask !== null && classifier !== null) {
        const { weight, realWeight } = config.mask
        const reversed = reverseGradient(outputs.embedding, reversalStrength(step / config.steps))
        const { logits } = classifier(layers, reversed)
        const synthetic = crossEntropy(rows(logits, 0, 2 * count), [
          ...batch.labels.map(() => 0),
          ...batch.labels.map(() => 1),
        ])
        terms.push({ name: 'maskSynthetic', value: synthetic, weight })
        if (batch.real !== null) {
          const labels = batch.real.isMasked.map(Number)
          const real = crossEntropy(rows(logits, 2 * count, labels.length), labels)
          terms.push({ name: 'maskReal', value: real, weight: weight * realWeight })
        }
      }
      return terms
    },
    embed: (parameters, pictures) => body.forward(parameters, null, [pictures]).embedding,
  }
}
