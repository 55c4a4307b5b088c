import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLandmarks } from '@maskmirror/core'
import { type FaceDetector, type FaceLandmarker, openFaceDetector } from '@maskmirror/faces'
import { createInferenceRuntime, createModelRegistry } from '@maskmirror/inference'
import type { Benchmark } from './benchmark.ts'
import { clusteredShare } from './clustered-share.ts'
import { type Detected, type DetectedFace, detectedFaces } from './detected-faces.ts'
import { findMaskPhotos } from './mask-decision-photos.ts'

/** Cards by the names in the table. */
const detectors = {
  YuNet: 'yunet-2026may',
  SCRFD: 'scrfd-500m',
  MTCNN: 'mtcnn',
  'RFB masked': 'rfb-640-masked',
} as const

type DetectorName = keyof typeof detectors

/** Sets that each is asked about; RFB's network is for masked faces, and LFW has none. */
const asked: Readonly<Record<DetectorName, readonly string[]>> = {
  YuNet: ['rmfvd', 'rmfrd', 'lfw'],
  SCRFD: ['rmfvd', 'rmfrd', 'lfw'],
  MTCNN: ['rmfvd', 'rmfrd', 'lfw'],
  'RFB masked': ['rmfvd', 'rmfrd'],
}

const looks = {
  'as it is': ['whole'],
  'and with a margin': ['whole', 'padded'],
  'and in a mirror': ['whole', 'padded', 'mirrored', 'padded-mirrored'],
} as const

/** Detectors of which the second is asked where the first finds nothing. */
const chains: readonly (readonly [DetectorName, DetectorName])[] = [
  ['YuNet', 'SCRFD'],
  ['YuNet', 'RFB masked'],
  ['YuNet', 'MTCNN'],
]

const groups = [
  { set: 'rmfvd', masked: true },
  { set: 'rmfrd', masked: true },
  { set: 'rmfvd', masked: false },
  { set: 'rmfrd', masked: false },
  { set: 'lfw', masked: false },
] as const

/** Boxes that cover each other by more than this, intersection over union, are one face; our choice. */
const sameFace = 0.3

export const benchmark: Benchmark = {
  name: 'detectors',
  description: 'in how many photos each detector finds a face, masked and bare, and how many boxes it draws beside it',
  run: async (print) => {
    const found = findMaskPhotos()
    if (found === null) return { missing: 'lfw, rmfvd, rmfrd and the models of MASKMIRROR_SHARED' }
    const photos = found.photos.map((photo) => ({ ...photo, name: `${photo.set}/${photo.file}` }))
    const answers = await askAll(found.models, photos, print)
    const measurements: object[] = []
    for (const { set, masked } of groups) {
      const members = photos.filter(
        // a file that is no picture says nothing about a detector
        (photo) => photo.set === set && photo.masked === masked && answers.YuNet.get(photo.name) !== null,
      )
      print(`${set}, ${masked ? 'masked' : 'bare'}: ${members.length} photos`)
      for (const system of systemsOf(answers)) {
        if (!system.detectors.every((detector) => asked[detector].includes(set))) continue
        const seen = members.map((photo) => ({ photo, ...system.see(photo.name) }))
        const share = clusteredShare(
          seen.map(({ photo, faces }) => ({ person: photo.person, counts: faces.length > 0 })),
          `${set}-${masked}`,
        )
        const extra = seen.flatMap(({ photo, by, faces }) =>
          faces.slice(1).map((face) => ({ name: photo.name, by, face })),
        )
        const unconfirmed = extra.filter(({ by, name, face }) => !isSeenByOther(answers, by, name, face))
        measurements.push({
          set,
          masked,
          system: system.title,
          found: share,
          central: seen.filter(({ faces, centre }) => faces.some((face) => covers(face, centre))).length,
          extraBoxes: extra.length,
          extraBoxesSeenByNoOther: unconfirmed.length,
          missed: seen.filter(({ faces }) => faces.length === 0).map(({ photo }) => photo.file),
        })
        print(
          `  ${system.title.padEnd(28)} ${share.count}/${share.of}  ${percent(share.share)} [${percent(share.low)}, ${percent(share.high)}]  ${extra.length} more boxes, ${unconfirmed.length} seen by no other`,
        )
      }
    }
    return { measurements }
  },
}

type Answers = Readonly<Record<DetectorName, ReadonlyMap<string, Detected>>>

async function askAll(
  models: string,
  photos: readonly { readonly set: string; readonly name: string; readonly path: string }[],
  print: (line: string) => void,
): Promise<Answers> {
  const registry = createModelRegistry({
    directories: [models],
    cacheDirectory: join(tmpdir(), 'maskmirror-bench-converted'),
  })
  const runtime = createInferenceRuntime()
  try {
    const ask = async (name: DetectorName) => {
      const model = await registry.resolve(detectors[name])
      const detector = await openFaceDetector({ runtime, model, landmarker: noLandmarks })
      const members = photos.filter(({ set }) => asked[name].includes(set))
      return detectedFaces(name === 'RFB masked' ? withoutPoints(detector) : detector, members, print)
    }
    return {
      YuNet: await ask('YuNet'),
      SCRFD: await ask('SCRFD'),
      MTCNN: await ask('MTCNN'),
      'RFB masked': await ask('RFB masked'),
    }
  } finally {
    await runtime.close()
  }
}

/** Boxes are counted here: where a network gives nothing else, points are not looked for, which would take most of the time. */
const noLandmarks: FaceLandmarker = {
  name: 'none',
  version: '1',
  locate: async (_, { x, y, width, height }) => {
    const corners = Array.from({ length: 478 }, (_, k) => [x + (k % 2) * width, y + ((k >> 1) % 2) * height]).flat()
    return { mesh: createLandmarks('mediapipe478', corners), depths: new Float32Array(478), presence: 1 }
  },
  close: async () => {},
}

/** Kept under a name of its own, because other benchmarks want the points. */
function withoutPoints(detector: FaceDetector): FaceDetector {
  return { ...detector, version: `${detector.version}/boxes` }
}

interface Seen {
  readonly by: DetectorName
  readonly faces: readonly DetectedFace[]
  readonly centre: { readonly x: number; readonly y: number }
}

interface System {
  readonly title: string
  readonly detectors: readonly DetectorName[]
  see(name: string): Seen
}

function systemsOf(answers: Answers): System[] {
  const see = (by: DetectorName, attempts: readonly string[], name: string): Seen => {
    const { faces, attempt, width, height } = answers[by].get(name)!
    return {
      by,
      faces: attempt !== null && attempts.includes(attempt) ? faces : [],
      centre: { x: width / 2, y: height / 2 },
    }
  }
  const single = (Object.keys(detectors) as DetectorName[]).flatMap((detector) =>
    Object.entries(looks).map(
      ([title, attempts]): System => ({
        title: `${detector}, ${title}`,
        detectors: [detector],
        see: (name) => see(detector, attempts, name),
      }),
    ),
  )
  const chained = chains.map(([first, second]): System => {
    const all = looks['and in a mirror']
    return {
      title: `${first}, then ${second}`,
      detectors: [first, second],
      see: (name) => {
        const seen = see(first, all, name)
        return seen.faces.length > 0 ? seen : see(second, all, name)
      },
    }
  })
  return [...single, ...chained]
}

function isSeenByOther(answers: Answers, by: DetectorName, name: string, face: DetectedFace): boolean {
  return (Object.keys(answers) as DetectorName[])
    .filter((other) => other !== by)
    .some((other) => answers[other].get(name)?.faces.some((seen) => overlapOf(seen, face) > sameFace))
}

function overlapOf({ box: a }: DetectedFace, { box: b }: DetectedFace): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  const both = Math.max(0, width) * Math.max(0, height)
  return both / (a.width * a.height + b.width * b.height - both)
}

function covers({ box }: DetectedFace, point: { x: number; y: number }): boolean {
  const [x, y] = [point.x - box.x, point.y - box.y]
  return x >= 0 && y >= 0 && x <= box.width && y <= box.height
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`
}
