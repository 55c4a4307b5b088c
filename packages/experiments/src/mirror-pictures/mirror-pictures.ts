import { basename, extname, join } from 'node:path'
import { type Failure, type Image, type Outcome, succeeded } from '@maskmirror/core'
import { readPhotoFile } from '@maskmirror/datasets'
import type { FaceFinder } from '@maskmirror/faces'
import { encodePng } from '@maskmirror/imaging/codec'
import type { Embedder } from '@maskmirror/inference'
import {
  type AlignedFace,
  createTreatment,
  type TreatmentName,
  type TreatmentParts,
  treatPair,
} from '@maskmirror/mask-mirror'
import { makeFolder } from '@maskmirror/storage'
import { replaceFile } from '../picture-folder/replace-file.ts'
import { alignInPhoto } from '../stages/align-in-photo.ts'
import { cosine } from '../stages/cosine.ts'
import { loadPhoto } from '../stages/load-photo.ts'
import { throwIfCancelled } from '../stages/run-shards.ts'
import { describeTreatment } from '../stages/treatment-stage.ts'

/** What finds faces, draws and compares. */
export interface MirrorTools extends AsyncDisposable {
  readonly finder: FaceFinder
  readonly treatments: TreatmentParts
  /** Null: nothing is scored. */
  readonly embedder: Embedder | null
}

/** One treatment of one reference; what could not be done has a reason in place of pictures. */
export interface TreatedReference {
  readonly strategy: TreatmentName
  /** Names of the pictures that the probe is compared with; of several the most alike counts. */
  readonly references: readonly string[]
  /** Where the treatment changes the probe too; else null. */
  readonly probe: string | null
  /** Cosine similarity; null without a recogniser. */
  readonly score: number | null
  /** What was seen on the probe, or done to every face. */
  readonly detail: string
  readonly failure: Failure | null
}

export interface MirroredReference {
  readonly file: string
  /** The aligned face, untreated; null where none was found. */
  readonly picture: string | null
  /** Untreated reference against the probe. */
  readonly score: number | null
  readonly failure: Failure | null
  readonly treated: readonly TreatedReference[]
}

/** What lies in the output folder, as `mirror.json` says it too. */
export interface MirrorReport {
  readonly probe: { readonly file: string; readonly picture: string | null; readonly failure: Failure | null }
  readonly references: readonly MirroredReference[]
}

/**
 * Gives references the mask of a probe, by one or more strategies, and writes every picture that a recogniser would compare.
 * Where the probe has no face nothing else is looked at.
 *
 * @param request.output a folder, made when missing; pictures in it of the same names are replaced
 * @throws ExperimentError `cancelled` between two references; what is wrong with the disk
 */
export async function mirrorPictures(
  request: {
    readonly probe: string
    readonly references: readonly string[]
    readonly strategies: readonly TreatmentName[]
    readonly output: string
  },
  tools: MirrorTools,
  signal: AbortSignal,
): Promise<MirrorReport> {
  const { output, strategies } = request
  await makeFolder(output)
  const write: WritePicture = async (name, picture) => {
    await replaceFile(join(output, name), await encodePng(picture))
    return name
  }
  const compare = createComparer(tools.embedder)
  const probe = await alignFile(request.probe, tools)
  const references: MirroredReference[] = []
  for (const [i, file] of probe.ok ? request.references.entries() : []) {
    throwIfCancelled(signal)
    const stem = `${String(i + 1).padStart(3, '0')}-${basename(file, extname(file))
      .replace(/[^\w.-]/g, '_')
      .slice(0, 80)}`
    const reference = await alignFile(file, tools)
    if (!probe.ok || !reference.ok) {
      const failure = reference.ok ? null : reference
      references.push({ file, picture: null, score: null, failure, treated: [] })
      continue
    }
    const faces = { reference: reference.value, probe: probe.value }
    const treated: TreatedReference[] = []
    for (const strategy of strategies) treated.push(await treat(strategy, faces, { tools, compare, write, stem }))
    const score = await compare([faces.reference.crop], faces.probe.crop)
    const picture = await write(`${stem}.png`, faces.reference.crop)
    references.push({ file, picture, score, failure: null, treated })
  }
  const picture = probe.ok ? await write('probe.png', probe.value.crop) : null
  const report: MirrorReport = {
    probe: { file: request.probe, picture, failure: probe.ok ? null : probe },
    references,
  }
  await replaceFile(join(output, 'mirror.json'), `${JSON.stringify(report, null, 2)}\n`)
  return report
}

/** @returns the name */
type WritePicture = (name: string, picture: Image) => Promise<string>

async function treat(
  strategy: TreatmentName,
  { reference, probe }: { reference: AlignedFace; probe: AlignedFace },
  options: { tools: MirrorTools; compare: ComparePictures; write: WritePicture; stem: string },
): Promise<TreatedReference> {
  const { tools, compare, write, stem } = options
  const treatment = createTreatment(strategy, tools.treatments)
  const compared = await treatPair(treatment, reference, probe)
  if (!compared.ok) {
    return { strategy, references: [], probe: null, score: null, detail: compared.detail, failure: compared }
  }
  const { references, probe: shown } = compared.value
  const names: string[] = []
  for (const [view, picture] of references.entries()) {
    const number = references.length === 1 ? '' : `.${view + 1}`
    names.push(await write(`${stem}.${strategy}${number}.png`, picture))
  }
  return {
    strategy,
    references: names,
    probe: shown === probe.crop ? null : await write(`probe.${strategy}.png`, shown),
    score: await compare(references, shown),
    detail: describeTreatment(treatment, compared.value),
    failure: null,
  }
}

/** @returns the cosine similarity of the most alike; null without a recogniser */
type ComparePictures = (references: readonly Image[], probe: Image) => Promise<number | null>

/** One picture of a probe meets many references: it is embedded once. */
function createComparer(embedder: Embedder | null): ComparePictures {
  if (embedder === null) return async () => null
  const probeRows = new WeakMap<Image, Promise<Float32Array>>()
  return async (references, probe) => {
    const known = probeRows.get(probe) ?? embedder.embed([probe])
    probeRows.set(probe, known)
    const probeRow = await known
    let best = Number.NEGATIVE_INFINITY
    for (const reference of references) best = Math.max(best, cosine(await embedder.embed([reference]), probeRow))
    return best
  }
}

async function alignFile(file: string, { finder }: Pick<MirrorTools, 'finder'>): Promise<Outcome<AlignedFace>> {
  const image = await loadPhoto({ load: () => readPhotoFile(file) })
  if (!image.ok) return image
  const found = await alignInPhoto(image.value, null, { kind: 'finder', finder })
  return found.ok ? succeeded({ crop: found.value.crop, landmarks: found.value.landmarks }) : found
}
