import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRng, type Image, type Landmarks } from '@maskmirror/core'
import {
  chooseFace,
  createFaceFinder,
  type MaskPlace,
  maskPlaces,
  openFaceDetector,
  openLandmarker,
} from '@maskmirror/faces'
import { toRgb } from '@maskmirror/imaging'
import { decodeImage, rasteriseSvg } from '@maskmirror/imaging/codec'
import { createInferenceRuntime, createModelRegistry, mapInOrder } from '@maskmirror/inference'
import {
  chooseMask,
  createMaskTemplates,
  drawMask,
  type MaskStyle,
  type MaskTemplates,
} from '@maskmirror/mask-the-face'
import type { Benchmark } from './benchmark.ts'
import { type ClusteredShare, clusteredShare } from './clustered-share.ts'
import { type Curve, fitCalibration, fitWeights, probabilityOf, reliability } from './mask-decision-calibration.ts'
import { type JudgedFace, type Judgement, type JudgeName, judgeNames, openJudges } from './mask-decision-judges.ts'
import { findMaskPhotos, halfOf, type LabelledPhoto } from './mask-decision-photos.ts'

/** A photo as it is, or with a drawn mask, and what every model says about it. */
interface JudgedPhoto {
  readonly set: LabelledPhoto['set'] | `lfw ${string}`
  readonly file: string
  readonly person: string
  readonly half: 'development' | 'test'
  /** Whether a mask covers the mouth, as far as the label tells: one that is drawn on the chin does not. */
  readonly masked: boolean
  /** How the mask was drawn; null for a bare face and for a real mask. */
  readonly style: MaskStyle | null
  /** Null where no face was found. */
  readonly judgements: Readonly<Partial<Record<JudgeName, Judgement>>> | null
}

const placeOfStyle: Readonly<Partial<Record<MaskStyle, MaskPlace>>> = {
  correct: 'correct',
  'below-nose': 'below-nose',
  'on-chin': 'on-chin',
}

/** Of a decision, as in `leastConfidence` of the package. */
const leastConfidence = 0.8

type ModelName = JudgeName | 'fused'

export const benchmark: Benchmark = {
  name: 'mask decision',
  description:
    'who wears a mask and who does not, by every model, on photos of people whom no training or calibration saw',
  run: async (print) => {
    const found = findMaskPhotos()
    if (found === null) return { missing: 'lfw, rmfvd, rmfrd and the models of MASKMIRROR_SHARED' }
    const judged = await judgeAll(found.models, found.photos, print)
    const fusion = fitWeights(
      judged.flatMap(({ half, masked, judgements }) => {
        const features = [judgements?.own?.odds, judgements?.seeta?.odds]
        const known = features.filter((odds) => typeof odds === 'number')
        return half === 'development' && known.length === 2 ? [{ features: known, masked }] : []
      }),
    )
    const measurements: object[] = [
      { kind: 'fusion', weights: { own: fusion[0], seeta: fusion[1], offset: fusion[2] } },
    ]
    for (const name of [...judgeNames, 'fused'] as const) {
      measurements.push(...measure(name, judged, fusion, print))
    }
    measurements.push({ kind: 'places', confusion: placesOf(judged) })
    for (const name of ['own', 'fused'] as const) {
      measurements.push({ kind: 'failing photos', model: name, photos: failingOf(name, judged, fusion) })
    }
    return { measurements }
  },
}

type Row = Omit<JudgedPhoto, 'judgements'> & { readonly odds: number }

/** A photo's log-odds by one model; null where it sees no face. */
function oddsOf({ judgements }: JudgedPhoto, name: ModelName, fusion: readonly number[]): number | null {
  if (name !== 'fused') return judgements?.[name]?.odds ?? null
  const [own, seeta] = [judgements?.own?.odds ?? null, judgements?.seeta?.odds ?? null]
  return own === null || seeta === null ? null : fusion[0]! * own + fusion[1]! * seeta + fusion[2]!
}

function measure(
  name: ModelName,
  judged: readonly JudgedPhoto[],
  fusion: readonly number[],
  print: (line: string) => void,
): object[] {
  const rows = judged.flatMap((photo): Row[] => {
    const odds = oddsOf(photo, name, fusion)
    return odds === null ? [] : [{ ...photo, odds }]
  })
  const development = rows.filter(({ half }) => half === 'development')
  const heldOut = rows.filter(({ half, set }) => half === 'test' && (set === 'rmfvd' || set === 'rmfrd'))
  const drawn = rows.filter(({ set }) => set.startsWith('lfw'))
  const curves = {
    asItIs: { slope: 1, offset: 0 },
    calibrated: development.length === 0 ? null : fitCalibration(development),
    calibratedOnDrawnMasksOnly: drawn.length === 0 ? null : fitCalibration(drawn),
  }
  const each = <T>(value: (curve: Curve) => T) =>
    Object.fromEntries(Object.entries(curves).map(([key, curve]) => [key, curve === null ? null : value(curve)]))
  const measurements: object[] = [
    {
      kind: 'reliability',
      model: name,
      photos: heldOut.length,
      curves,
      ...each((curve) => reliability(heldOut, curve)),
    },
  ]
  for (const set of ['lfw', 'lfw correct', 'lfw below-nose', 'lfw on-chin', 'rmfvd', 'rmfrd'] as const) {
    for (const masked of [false, true]) {
      const isMeant = (photo: Omit<JudgedPhoto, 'judgements'>) =>
        photo.set === set && photo.masked === masked && photo.half === 'test'
      const all = judged.filter(
        (photo) => isMeant(photo) && (photo.judgements === null || wasAsked(photo, name)),
      ).length
      if (all === 0 || !judged.some((photo) => isMeant(photo) && wasAsked(photo, name))) continue
      const own = rows.filter(isMeant)
      const truth = masked ? 'masked' : 'bare'
      const errors = each((curve) => errorsOf(own, curve))
      measurements.push({
        kind: 'errors',
        model: name,
        set,
        truth,
        photos: all,
        withoutFace: all - own.length,
        ...errors,
      })
      const { forced, unsure, wrongOfSure } = errorsOf(own, curves.calibrated ?? curves.asItIs)
      print(
        `${name} ${set} ${truth}: wrong ${share(forced)}; unsure ${unsure.count}, wrong of the sure ${wrongOfSure.count} of ${wrongOfSure.of}; ${all - own.length} of ${all} without a face`,
      )
    }
  }
  return measurements
}

function wasAsked({ judgements }: JudgedPhoto, name: ModelName): boolean {
  return judgements?.[name === 'fused' ? 'seeta' : name] !== undefined
}

function failingOf(name: ModelName, judged: readonly JudgedPhoto[], fusion: readonly number[]): object[] {
  return judged.flatMap((photo) => {
    const { set, file, masked, half, judgements } = photo
    const odds = oddsOf(photo, name, fusion)
    if (half !== 'test' || odds === null || odds > 0 === masked || !set.startsWith('rmf')) return []
    return [{ set, file, masked, odds: Number(odds.toFixed(2)), where: judgements!.own!.where }]
  })
}

interface Errors {
  /** Wrong when every face gets an answer. */
  readonly forced: ClusteredShare
  readonly unsure: ClusteredShare
  readonly wrongOfSure: ClusteredShare
}

function errorsOf(photos: readonly { person: string; masked: boolean; odds: number }[], curve: Curve): Errors {
  const answers = photos.map(({ person, masked, odds }) => {
    const p = probabilityOf(odds, curve)
    return { person, wrong: p >= 0.5 !== masked, unsure: Math.max(p, 1 - p) < leastConfidence }
  })
  const shareOf = (rows: typeof answers, key: 'wrong' | 'unsure') =>
    clusteredShare(
      rows.map((row) => ({ person: row.person, counts: row[key] })),
      'mask decision',
    )
  return {
    forced: shareOf(answers, 'wrong'),
    unsure: shareOf(answers, 'unsure'),
    wrongOfSure: shareOf(
      answers.filter(({ unsure }) => !unsure),
      'wrong',
    ),
  }
}

function share({ count, of, low, high }: ClusteredShare): string {
  const [from, to] = [low, high].map((value) => (100 * (value ?? 0)).toFixed(1))
  return `${count} of ${of} (${from} to ${to} %)`
}

/** Drawn masks of held-out people by what the own network takes them for. */
function placesOf(judged: readonly JudgedPhoto[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {}
  for (const { set, half, style, judgements } of judged) {
    if (half !== 'test' || judgements === null || !set.startsWith('lfw')) continue
    const truth = style === null ? 'none' : placeOfStyle[style]!
    table[truth] ??= Object.fromEntries(maskPlaces.map((place) => [place, 0]))
    table[truth][judgements.own!.where!]!++
  }
  return table
}

/** Photos that are judged at a time. */
const atATime = 4

async function judgeAll(
  folder: string,
  photos: readonly LabelledPhoto[],
  print: (line: string) => void,
): Promise<JudgedPhoto[]> {
  const runtime = createInferenceRuntime()
  const models = createModelRegistry({ directories: [folder], cacheDirectory: join(tmpdir(), 'maskmirror-benchmark') })
  const detector = await openFaceDetector({ runtime, model: await models.resolve('yunet-2026may') })
  const landmarker = await openLandmarker({ runtime, model: await models.resolve('mediapipe-face-landmarker') })
  const finder = createFaceFinder({ detector, landmarker })
  const templates = await createMaskTemplates(rasteriseSvg)
  const judges = await openJudges(runtime, models, folder, templates)
  const judge = async (image: Image, face: JudgedFace, names: readonly JudgeName[]) =>
    Object.fromEntries(await Promise.all(names.map(async (name) => [name, await judges[name](image, face)] as const)))
  const central = async (image: Image): Promise<JudgedFace | null> => {
    const chosen = chooseFace((await detector.detect(image)).faces, image, 'central')
    return chosen.ok ? chosen.value : null
  }
  const judgePhoto = async ({ set, file, path, person, masked }: LabelledPhoto): Promise<JudgedPhoto[]> => {
    const half = halfOf(person)
    const common = { set, file, person, half, masked, style: null }
    const image = await decodeImage(readFileSync(path)).then(toRgb, () => null)
    if (image === null) return [{ ...common, judgements: null }]
    const names = half === 'development' ? calibratedJudges : judgesOfSet[set]
    const found = names.includes('colour-rule') || set === 'lfw' ? await finder.find(image) : null
    const face = found === null ? await central(image) : found.ok ? found.value : null
    if (face === null) return [{ ...common, judgements: null }]
    const bare: JudgedPhoto = { ...common, judgements: await judge(image, face, names) }
    if (set !== 'lfw') return [bare]
    const style = createRng(`${file}/style`).pick(drawnStyles)
    const drawn = drawOn(image, face.landmarks68!, style, templates, file)
    if (drawn === null) return [bare]
    const again = await central(drawn)
    const judgements = again === null ? null : await judge(drawn, again, names)
    return [bare, { ...common, set: `lfw ${style}`, masked: style !== 'on-chin', style, judgements }]
  }
  const seen = new Set<string>()
  const wanted = photos.filter(({ set, person }) => {
    if (set !== 'lfw') return true
    // one photo of every third person; the network was trained on the development half
    if (halfOf(person) === 'development' || seen.has(person)) return false
    seen.add(person)
    return seen.size % 3 === 1
  })
  const judged: JudgedPhoto[] = []
  let done = 0
  for await (const group of mapInOrder(wanted, atATime, judgePhoto)) {
    judged.push(...group)
    if (++done % 250 === 0) print(`${done} of ${wanted.length} photos`)
  }
  await runtime.close()
  return judged
}

const calibratedJudges: readonly JudgeName[] = ['own', 'own-aligned', 'seeta']

/** RFB misses bare faces that fill the picture, as all of RMFRD do; the colour rule needs dense landmarks, which take long. */
const judgesOfSet: Readonly<Record<LabelledPhoto['set'], readonly JudgeName[]>> = {
  rmfvd: judgeNames,
  rmfrd: [...calibratedJudges, 'mask-pts5'],
  lfw: [...calibratedJudges, 'rfb', 'mask-pts5'],
}

/** Half of the masks are drawn as they should be worn. */
const drawnStyles: readonly MaskStyle[] = ['correct', 'correct', 'below-nose', 'on-chin']

function drawOn(
  image: Image,
  landmarks: Landmarks,
  style: MaskStyle,
  templates: MaskTemplates,
  seed: string,
): Image | null {
  const mask = chooseMask(createRng(seed))
  const drawn = drawMask(image, landmarks, { templates, ...mask, style })
  return drawn.ok ? drawn.value.image : null
}
