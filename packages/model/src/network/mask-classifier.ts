import type { Network } from '#layers/layers.ts'

/**
 * Tells from an embedding whether the face wears a mask; the domain-adaptation head behind the gradient reversal.
 *
 * @param options.hidden width of each hidden layer
 * @param options.depth dense layers, ≥ 1: depth − 1 hidden ones and the last
 * @returns a network [batch, dimension] -> `logits` [batch, 2]: unmasked, masked
 */
export function maskClassifier(options: { readonly hidden: number; readonly depth: number }): Network<'logits'> {
  return (layers, features) => {
    let x = features
    for (let i = 1; i < options.depth; i++) {
      x = layers.relu(layers.dense(x, `maskClassifier.dense${i}`, { units: options.hidden }))
    }
    return { logits: layers.dense(x, `maskClassifier.dense${options.depth}`, { units: 2 }) }
  }
}
