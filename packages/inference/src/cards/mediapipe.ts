import type { ModelCardInput } from '../model-card.ts'

export const mediapipeCards: readonly ModelCardInput[] = [
  {
    name: 'mediapipe-face-landmarker',
    title: 'MediaPipe Face Landmarker, 478 points',
    task: 'landmarks',
    file: {
      name: 'face_landmarker.task',
      bytes: 3758596,
      sha256: '64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff',
      unpack: { kind: 'tflite-in-zip', member: 'face_landmarks_detector.tflite' },
    },
    licence: 'Apache-2.0',
    source: {
      address:
        'https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task',
      project: 'https://ai.google.dev/edge/mediapipe/solutions/vision/face_landmarker',
      citation:
        'Grishchenko, Ablavatski, Kartynnik, Raveendran & Grundmann, Attention Mesh: High-fidelity Face Mesh Prediction in Real-time, 2020',
    },
    input: { width: 256, height: 256, layout: 'nchw', colour: 'rgb', mean: 0, std: 255 },
    output: { dimension: null },
    alignment: null,
    notes: [
      'The bundle’s landmark network is turned into ONNX on this machine, once.',
      'The licence is that of MediaPipe; the file itself states none.',
    ],
  },
]
