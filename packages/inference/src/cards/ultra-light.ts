import type { ModelCardInput } from '../model-card.ts'

const project = 'https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB'

export const ultraLightCards: readonly ModelCardInput[] = [
  {
    name: 'rfb-640-masked',
    title: 'RFB-640 detector of bare and masked faces, without points',
    task: 'detection',
    file: {
      name: 'RFB-640-masked_face-v2.onnx',
      bytes: 1566571,
      sha256: '27ca3e5985f722e91efea7993f625716de627303c4bafb40bb26f456286beca8',
    },
    licence: 'MIT',
    source: {
      address:
        'https://raw.githubusercontent.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB/dffdddda9794a50607cba8f318507a28c1c27cab/masked_face/pretrained/RFB-640-masked_face-v2.onnx',
      project,
      citation: null,
    },
    input: { name: 'input', width: 640, height: 480, layout: 'nchw', colour: 'rgb', mean: 127, std: 128 },
    output: { dimension: null },
    alignment: null,
    notes: [
      'Trained on WIDER FACE and MAFA, as the repository says. Misses bare faces that fill the picture.',
      'Gives boxes only: the five points come from the dense landmarks.',
    ],
  },
]
