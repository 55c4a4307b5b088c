import {
  buildPairProtocol,
  type Dataset,
  excludePhotos,
  type PairProtocol,
  possibleSettings,
  readExclusions,
  readPartOfSplit,
  type SettingName,
  selectPart,
} from '@maskmirror/datasets'
import {
  type FrozenThresholds,
  parseSettings,
  type SettingId,
  settingLabel,
  settingStrategy,
} from '@maskmirror/evaluation'
import { treatmentNames, treatmentVersion } from '@maskmirror/mask-mirror'
import { generatorVersion } from '@maskmirror/mask-the-face'
import { readFrozenReviews } from './dataset-pages/reviewed-list.ts'
import { ExperimentError } from './error.ts'
import { type FaceFinding, findFaceModels } from './face-finding.ts'
import { findModel, type ModelSource } from './model-source.ts'
import { openRequestedDataset } from './open-dataset.ts'
import type { RunEnvironment } from './run-environment.ts'
import type { RunRequest } from './run-request.ts'
import { type RunSpec, RunSpecSchema, resultVersion, runName } from './run-spec.ts'
import { readTrainingManifest, type TrainingManifest } from './training/read-training-manifest.ts'

/** A request whose names have become content: ready to run. */
export interface ResolvedRun {
  readonly id: string
  readonly spec: RunSpec
  readonly dataset: Dataset
  readonly protocol: PairProtocol
  /** Those of the requested settings that the protocol allows. */
  readonly settings: readonly SettingId[]
  readonly model: ModelSource
  readonly faces: FaceFinding
  readonly thresholds: FrozenThresholds | null
  /** Null when the request names none. */
  readonly training: TrainingManifest | null
  readonly notes: readonly string[]
}

/**
 * Turns a request into a specification: opens the data set, finds the models and builds the pair list.
 * Everything that can be wrong with a request is found here, before any work is done.
 *
 * @throws ExperimentError, DatasetError, InferenceError or EvaluationError that names what is wrong
 */
export async function resolveRun(
  request: RunRequest,
  environment: RunEnvironment,
  signal?: AbortSignal,
): Promise<ResolvedRun> {
  const requested = parseSettings(request.settings.join(','), { strategies: treatmentNames })
  const model = await findModel(request.model, environment)
  const whole = await openRequestedDataset(request, environment, signal)
  const { dataset, chosen } = await choosePhotos(whole, request, environment)
  const faces = await findFaceModels(dataset, request.facePolicy, environment)
  const protocolSpec = {
    masks: request.masks,
    people: dataset.kind === 'generated' ? ('all' as const) : request.people,
    maxGenuine: request.maxGenuine,
    maxImpostor: request.maxImpostor,
    seed: request.seed,
  }
  const protocol = buildPairProtocol(dataset, protocolSpec)
  const { settings, notes } = allowedSettings(requested, protocol)
  const training = request.training === undefined ? null : await readTrainingManifest(request.training)
  const thresholds = await findThresholds(request.thresholdsFrom, model, environment)
  const spec = RunSpecSchema.parse({
    version: 1,
    dataset: { name: dataset.name, kind: dataset.kind, checksum: dataset.checksum },
    model: model.spec,
    faces: faces.spec,
    protocol: protocolSpec,
    masks: { generator: 'mask-the-face', version: generatorVersion, seed: request.seed },
    treatments: { version: treatmentVersion },
    settings: requested,
    part: chosen.part,
    exclude: chosen.exclude,
    thresholds: thresholds === null ? null : { run: request.thresholdsFrom, ...thresholds },
    training: training === null ? null : { manifest: training.checksum, allowed: [...training.allowed] },
    resultVersion,
  } satisfies Record<keyof RunSpec, unknown>)
  return {
    id: runName(spec),
    spec,
    dataset,
    protocol,
    settings,
    model,
    faces,
    thresholds,
    training,
    notes: [...dataset.notes, ...protocol.notes, ...model.notes, ...notes],
  }
}

/** The part of a split, then without what a reviewed list excludes. */
async function choosePhotos(
  whole: Dataset,
  { split, exclude }: Pick<RunRequest, 'split' | 'exclude'>,
  { artefacts }: Pick<RunEnvironment, 'artefacts'>,
): Promise<{ dataset: Dataset; chosen: Pick<RunSpec, 'part' | 'exclude'> }> {
  const part = split === null ? null : await readPartOfSplit(split.list, split.part, whole)
  // read for the whole set, because the list may name photos of any part
  const exclusions =
    exclude === null
      ? null
      : typeof exclude === 'string'
        ? await readExclusions(exclude, whole)
        : await readFrozenReviews(exclude.reviewed, whole, artefacts)
  const ofPart = part === null ? whole : selectPart(whole, part)
  return {
    dataset: exclusions === null ? ofPart : excludePhotos(ofPart, exclusions),
    chosen: {
      ...(part === null ? {} : { part: { name: part.part, people: part.checksum } }),
      ...(exclusions === null ? {} : { exclude: exclusions.checksum }),
    },
  }
}

function allowedSettings(requested: readonly SettingId[], protocol: PairProtocol) {
  const coverage = possibleSettings(protocol)
  const settings: SettingId[] = []
  const notes: string[] = []
  for (const setting of requested) {
    // a treated setting needs what UMR-MP needs: a bare reference and a masked probe
    const plain: SettingName = settingStrategy(setting) === null ? (setting as SettingName) : 'umr-mp'
    const reason = coverage[plain].impossibleBecause
    if (reason === null) settings.push(setting)
    else notes.push(`${settingLabel(setting)} was left out: ${reason}`)
  }
  if (settings.length === 0) {
    throw new ExperimentError({
      code: 'setting-impossible',
      message: `Expected at least one setting that the data set allows but none is possible. ${notes.join(' ')}`,
      details: { requested },
    })
  }
  return { settings, notes }
}

async function findThresholds(
  run: string | null,
  model: ModelSource,
  environment: RunEnvironment,
): Promise<FrozenThresholds | null> {
  if (run === null) return null
  const found = await environment.findFinishedRun(run)
  const unusable = (why: string) =>
    new ExperimentError({
      code: 'thresholds-unusable',
      message: `Expected thresholdsFrom to name a finished run of ${model.spec.name} with UMR-UMP thresholds but ${run} ${why}`,
      details: { run },
    })
  if (found === null) throw unusable('is not a finished run of this version')
  const same =
    found.spec.model.sha256 === model.spec.sha256 && found.spec.model.preprocessing === model.spec.preprocessing
  if (!same) throw unusable(`used ${found.spec.model.name}`)
  const { fmr100, fmr1000 } = found.result.table.frozen
  if (fmr100.threshold === null && fmr1000.threshold === null) throw unusable('has no thresholds')
  return { fmr100: fmr100.threshold, fmr1000: fmr1000.threshold }
}
