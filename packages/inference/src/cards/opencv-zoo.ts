import type { ModelCardInput } from '../model-card.ts'

const project = 'https://github.com/opencv/opencv_zoo'
/** The zoo keeps its files in Git LFS: this address answers with the file, the usual raw address with a pointer. */
const media = 'https://media.githubusercontent.com/media/opencv/opencv_zoo'
const yunetCitation = 'Wu, Peng & Yu, YuNet: A Tiny Millisecond-level Face Detector, Machine Intelligence Research 2023'
const sfaceCitation =
  'Zhong, Deng, Hu, Zhao, Li & Wen, SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face Recognition, IEEE TIP 2021'

const yunetInput = { name: 'input', layout: 'nchw', colour: 'bgr', mean: 0, std: 1 } as const
const sfaceInput = { width: 112, height: 112, layout: 'nchw', colour: 'rgb', mean: 0, std: 1 } as const

export const opencvZooCards: readonly ModelCardInput[] = [
  {
    name: 'yunet-2026may',
    title: 'YuNet face detector, 2026 May, any input size',
    task: 'detection',
    file: {
      name: 'face_detection_yunet_2026may.onnx',
      bytes: 229738,
      sha256: 'ebafce4e3c118d6554634be5c27ab333b4c047a9a8c3faf1d7cf93101c22f0f0',
    },
    licence: 'MIT',
    source: {
      address: `${media}/main/models/face_detection_yunet/face_detection_yunet_2026may.onnx`,
      project,
      citation: yunetCitation,
    },
    input: { ...yunetInput, width: null, height: null },
    output: { dimension: null },
    alignment: null,
    notes: [
      'The weights of 2023mar, exported again with free height and width (pull request 310 of the zoo).',
      'The licence is that of the folder in the zoo. The checksum was taken from a copy in another repository.',
    ],
  },
  {
    name: 'yunet-2023mar',
    title: 'YuNet face detector, 2023 March, 640×640',
    task: 'detection',
    file: {
      name: 'face_detection_yunet_2023mar.onnx',
      bytes: 232589,
      sha256: '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
    },
    licence: 'MIT',
    source: {
      address: `${media}/82b38c8f98e7b52aa171400f3e4c722352d0669f/models/face_detection_yunet/face_detection_yunet_2023mar.onnx`,
      project,
      citation: yunetCitation,
    },
    input: { ...yunetInput, width: 640, height: 640 },
    output: { dimension: null },
    alignment: null,
    notes: ['Gives the same faces as 2026may, but always computes 640×640.'],
  },
  {
    name: 'sface-2021dec',
    title: 'SFace recogniser, 128 values',
    task: 'embedding',
    file: {
      name: 'face_recognition_sface_2021dec.onnx',
      bytes: 38696353,
      sha256: '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79',
    },
    licence: 'Apache-2.0',
    source: {
      address: `${media}/edef535367a4f8053b5bfb7580935c83772a9639/models/face_recognition_sface/face_recognition_sface_2021dec.onnx`,
      project,
      citation: sfaceCitation,
    },
    input: sfaceInput,
    output: { dimension: 128 },
    alignment: 'arcface112',
    notes: ['Preprocessing as in OpenCV’s FaceRecognizerSF; not run by this project.'],
  },
  {
    name: 'sface-2021dec-int8',
    title: 'SFace recogniser, 128 values, 8-bit weights',
    task: 'embedding',
    file: {
      name: 'face_recognition_sface_2021dec_int8.onnx',
      bytes: 9896933,
      sha256: '2b0e941e6f16cc048c20aee0c8e31f569118f65d702914540f7bfdc14048d78a',
    },
    licence: 'Apache-2.0',
    source: {
      address: `${media}/58b61b0bc3c810306ca2abe1fbbc12ecbbf9caea/models/face_recognition_sface/face_recognition_sface_2021dec_int8.onnx`,
      project,
      citation: sfaceCitation,
    },
    input: sfaceInput,
    output: { dimension: 128 },
    alignment: 'arcface112',
    notes: ['Preprocessing as in OpenCV’s FaceRecognizerSF; not run by this project.'],
  },
]
