import type { ModelCardInput } from '@maskmirror/inference'

/** The card that lies beside the network. */
export function cardOf(facts: {
  bytes: number
  sha256: string
  trainedOn: { crops: number; generatedPeople: number; photographedPeople: number }
}): ModelCardInput {
  const { bytes, sha256, trainedOn } = facts
  const { crops, generatedPeople, photographedPeople } = trainedOn
  return {
    name: 'mask-decision',
    title: 'Where a mask is worn: correct, below the nose, on the chin, none',
    task: 'mask-decision',
    file: { name: 'mask-decision.onnx', bytes, sha256 },
    licence: 'MIT',
    source: { address: null, project: 'MaskMirror', citation: null },
    input: { name: 'input', width: 64, height: 64, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 127.5 },
    output: { name: 'places', dimension: null },
    alignment: null,
    notes: [
      'Made by packages/model/src/mask-decision/train-mask-decision.ts; mask-decision.training.json has configuration, seed, data and the held-out result.',
      `Trained on ${crops} crops with masks drawn by packages/mask-the-face on ${generatedPeople} generated people and on photos of ${photographedPeople} people of LFW's development half. No photo of a real mask was used.`,
    ],
  }
}
