import type { ModelCardInput } from '../model-card.ts'

const project = 'https://github.com/deepinsight/insightface'
const licence = 'non-commercial research only, as stated by InsightFace'

const arcfaceInput = { width: 112, height: 112, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 127.5 } as const

function pack(name: string, title: string, member: string): ModelCardInput {
  return {
    name: `insightface-${name.replace('_', '-')}`,
    title,
    task: 'embedding',
    file: { name: `${name}.zip`, bytes: null, sha256: null, unpack: { kind: 'zip-member', member } },
    licence,
    source: {
      address: `${project}/releases/download/v0.7/${name}.zip`,
      project,
      citation:
        'Deng, Guo, Xue & Zafeiriou, ArcFace: Additive Angular Margin Loss for Deep Face Recognition, CVPR 2019',
    },
    input: arcfaceInput,
    output: { dimension: 512 },
    alignment: 'arcface112',
    notes: [
      `Uses ${member} of the pack; not run by this project.`,
      'The release names no checksum: compare the one that is shown with a source you trust, then confirm it once.',
    ],
  }
}

export const insightfaceCards: readonly ModelCardInput[] = [
  pack('buffalo_l', 'InsightFace buffalo_l: ResNet-50 trained on WebFace600K', 'w600k_r50.onnx'),
  pack('buffalo_s', 'InsightFace buffalo_s: MobileFaceNet trained on WebFace600K', 'w600k_mbf.onnx'),
  pack('buffalo_sc', 'InsightFace buffalo_sc: MobileFaceNet trained on WebFace600K', 'w600k_mbf.onnx'),
  {
    name: 'scrfd-500m',
    title: 'SCRFD-500M face detector with five points',
    task: 'detection',
    file: {
      name: 'scrfd_500m_bnkps.onnx',
      bytes: 2524648,
      sha256: 'b467f878e26ff1e7ee05cd9936fdff63fa2a5af5d732ed17ee231f2dd5cc07ae',
    },
    licence,
    source: {
      address:
        'https://raw.githubusercontent.com/yukkki7/FaceAnalysisApp/d4126572f7642f97f903cfab7ab73f67e99622db/models/scrfd_500m_bnkps.onnx',
      project,
      citation:
        'Guo, Deng, Lattas & Zafeiriou, Sample and Computation Redistribution for Efficient Face Detection, ICLR 2022',
    },
    input: { width: 640, height: 640, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 128 },
    output: { dimension: null },
    alignment: null,
    notes: ['A copy in a third repository, which states no licence of its own.'],
  },
]
