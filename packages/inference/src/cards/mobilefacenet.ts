import type { ModelCardInput } from '../model-card.ts'

export const mobilefacenetCards: readonly ModelCardInput[] = [
  {
    name: 'mobilefacenet',
    title: 'MobileFaceNet, 128 values',
    task: 'embedding',
    file: {
      name: 'mobilefacenet.onnx',
      bytes: 3998463,
      sha256: '0c9ad2a83969fc82155706f7020e6926b4a1a90a5476fff4a5588dfe207f64a4',
    },
    licence: null,
    source: {
      address:
        'https://raw.githubusercontent.com/hyeonjunchoi/AutoTracking_RassibarryPi/414044f3ccb702a47c1f270a748d425ba34e335a/mobilefacenet.onnx',
      project: 'https://github.com/foamliu/MobileFaceNet',
      citation:
        'Chen, Liu, Gao & Han, MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices, CCBR 2018',
    },
    input: { name: 'input', width: 112, height: 112, layout: 'nchw', colour: 'rgb', mean: 127.5, std: 127.5 },
    output: { name: 'embeddings', dimension: 128 },
    alignment: 'arcface112',
    notes: [
      'The repository that publishes the file states no licence. It is very probably the network of foamliu/MobileFaceNet (Apache-2.0), trained on MS-Celeb-1M; that was inferred, not proven.',
    ],
  },
]
