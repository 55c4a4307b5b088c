import type { ModelCardInput } from '../model-card.ts'

const folder = 'face_alignment/mtcnn_pytorch/src/weights'
const commit = 'cfcae62a98f3643b564bf3281afcb3f1929e65f8'
const published = `https://raw.githubusercontent.com/otroshi/edgeface/${commit}/${folder}`

export const mtcnnCards: readonly ModelCardInput[] = [
  {
    name: 'mtcnn',
    title: 'MTCNN face detector with five points, three networks',
    task: 'detection',
    file: {
      name: 'mtcnn.bin',
      bytes: 1983400,
      sha256: '02df05a793bbf0cec724cd6a00663848c91be137032e4b2d094913fbb9a45a58',
      pieces: {
        kind: 'mtcnn-npy',
        addresses: [`${published}/pnet.npy`, `${published}/rnet.npy`, `${published}/onet.npy`],
      },
      unpack: { kind: 'mtcnn-weights' },
    },
    licence: 'BSD-3-Clause',
    source: {
      address: `https://github.com/otroshi/edgeface/tree/${commit}/${folder}`,
      project: 'https://github.com/kpzhang93/MTCNN_face_detection_alignment',
      citation:
        'Zhang, Zhang, Li & Qiao, Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks, IEEE SPL 2016',
    },
    input: { width: null, height: null, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 128 },
    output: { dimension: null },
    alignment: null,
    notes: [
      'The authors’ weights, brought to PyTorch by TropComplique/mtcnn-pytorch; the licence is that of the repository that publishes this copy.',
      'Three files with a network each are put together when they are pulled; the checksum is that of the whole. Turned into one ONNX file on this machine, once.',
      'Finds far fewer masked faces than YuNet: kept to compare with work that aligns with it.',
    ],
  },
]
