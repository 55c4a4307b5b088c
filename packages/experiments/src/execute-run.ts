import type { ProgressReporter } from '@maskmirror/core'
import { usedViews } from '@maskmirror/datasets'
import { evidence, splitPeople } from '@maskmirror/evaluation'
import { rasteriseSvg } from '@maskmirror/imaging/codec'
import { createMaskTemplates, maskTypes } from '@maskmirror/mask-the-face'
import { checkMasksOfRun } from './check-masks-of-run.ts'
import { chooseExamples } from './choose-examples.ts'
import { normaliseSettings } from './cohort/normalise-settings.ts'
import { countFailures } from './count-failures.ts'
import { drawExamples } from './draw-examples.ts'
import { identifySettings } from './one-to-many/identify-settings.ts'
import { pairAttributes } from './pair-attributes.ts'
import type { ResolvedRun } from './resolve-run.ts'
import { type RunResult, RunResultSchema } from './result.ts'
import type { RunEnvironment } from './run-environment.ts'
import { collectRunScores, encodeRunScores, runScoresKey } from './run-scores.ts'
import { runStages } from './run-stages.ts'
import { comparisonsOf, peopleOfPairs } from './scores.ts'
import type { StageContext } from './stages/run-shards.ts'
import { summariseScores } from './summarise-scores.ts'
import { checkTraining } from './training/check-training.ts'

/**
 * Runs a specification to its result. Stages that are stored are not computed again; the same specification gives the
 * same result to the last digit, whether it was interrupted or not.
 *
 * @throws ExperimentError `cancelled`; StorageError when the data directory cannot be written
 */
export async function executeRun(
  run: ResolvedRun,
  environment: Pick<RunEnvironment, 'artefacts' | 'clockMs'>,
  options: { onProgress: ProgressReporter; signal: AbortSignal },
): Promise<RunResult> {
  const context: StageContext = { artefacts: environment.artefacts, clockMs: environment.clockMs, ...options }
  const treatments = { templates: await createMaskTemplates(rasteriseSvg, maskTypes), segment: null }
  const embedder = await run.model.open()
  try {
    const faceSource = await run.faces.open()
    try {
      const stages = await runStages(run, { embedder, faceSource, treatments }, context)
      const { protocol } = run
      const attributes = await pairAttributes(protocol, run.dataset, stages)
      const scores = await encodeRunScores(collectRunScores(protocol, stages, attributes))
      await environment.artefacts.write(runScoresKey(run.id), scores)
      const describePair = (index: number) => {
        const pair = protocol.pairs[index]!
        const [reference, probe] = [protocol.views[pair.reference]!, protocol.views[pair.probe]!]
        return `${reference.bare ?? reference.person} – ${probe.masked ?? probe.bare ?? probe.person}`
      }
      const genuine = protocol.pairs.filter((pair) => pair.genuine).length
      const views = [...usedViews(protocol)].map((index) => protocol.views[index]!)
      const photos = new Set(views.flatMap(({ bare, masked }) => [bare, masked].filter((id) => id !== null)))
      const people = peopleOfPairs(protocol)
      const split = splitPeople(people, String(run.spec.protocol.seed)) // the halves of the table
      return RunResultSchema.parse({
        ...(await summariseScores(
          {
            protocol,
            scores: stages.scores,
            frozenThresholds: run.thresholds,
            attributes,
            seed: run.spec.protocol.seed,
            findings: [
              ...(run.training === null ? [] : await checkTraining(run.training, run, options.signal)),
              ...checkMasksOfRun(protocol, run.dataset, run.settings),
            ],
          },
          context,
        )),
        identification: await identifySettings(
          { protocol, settings: run.settings, seed: run.spec.protocol.seed },
          stages,
          context,
        ),
        evidence: evidence(comparisonsOf({ pairs: protocol.pairs, scores: stages.scores }), people, split),
        normalisation: await normaliseSettings({ protocol, settings: run.settings, split }, stages, context),
        failures: countFailures(stages, describePair),
        examples: await drawExamples(chooseExamples(protocol, stages.scores), {
          protocol,
          stages,
          treatments,
          artefacts: environment.artefacts,
        }),
        notes: [...run.notes, maskNote(protocol.maskSource)],
        counts: {
          people: new Set(views.map(({ person }) => person)).size,
          photos: photos.size,
          pairs: protocol.pairs.length,
          genuine,
          impostor: protocol.pairs.length - genuine,
        },
      } satisfies RunResult)
    } finally {
      if (faceSource.kind === 'finder') await faceSource.finder.close()
    }
  } finally {
    await embedder.close()
  }
}

function maskNote(source: 'synthetic' | 'real'): string {
  return source === 'real'
    ? 'Masks are real: masked photos of the set itself.'
    : 'Masks are drawn by mask-the-face. A mirrored reference is drawn by the same renderer, so its figures are a best case; the honest case is real masks.'
}
