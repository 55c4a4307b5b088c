import type { ModelCardInput } from '../model-card.ts'

const project = 'https://github.com/zjd1988/seetaface6_onnx_model'

export const seetafaceCards: readonly ModelCardInput[] = [
  {
    name: 'seeta6-mask-detector',
    title: 'SeetaFace6 mask detector: masked or not, on a face that was found',
    task: 'mask-decision',
    file: {
      name: 'seeta6-mask_detector.onnx',
      bytes: 933132,
      sha256: '8ac1247b235b95de4d8eda17bce24250fef47d0fa460ca2682e68922edecad6e',
    },
    licence: null,
    source: {
      address:
        'https://raw.githubusercontent.com/zjd1988/seetaface6_onnx_model/d9ad06ac151a45218f76d202d281c7163f975f6a/models/mask_detector.onnx',
      project,
      citation: null,
    },
    input: { name: '_input_41', width: 112, height: 112, layout: 'nchw', colour: 'bgr', mean: 0, std: 1 },
    output: { name: 'mask_9', dimension: null },
    alignment: null,
    notes: [
      'Converted from SeetaFace6 by the project that publishes it, which states no licence; SeetaFace6 itself names BSD.',
      'Takes a square as wide as the longer side of YuNet’s box, its middle 5 % of the height lower.',
    ],
  },
]
