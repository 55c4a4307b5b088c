import { createHash } from 'node:crypto'
import { type Dataset, type PairProtocol, usedViews } from '@maskmirror/datasets'
import { checkTrainingOverlap, type TableWarning } from '@maskmirror/evaluation'
import { throwIfCancelled } from '../stages/run-shards.ts'
import type { TrainingManifest } from './read-training-manifest.ts'

/**
 * Checks the people and photos of a protocol against what the model was trained on. Photos are read and hashed only when the
 * manifest names pictures.
 *
 * @throws ExperimentError `cancelled`; DatasetError for a photo that cannot be read any more
 */
export async function checkTraining(
  training: TrainingManifest,
  { dataset, protocol }: { dataset: Dataset; protocol: PairProtocol },
  signal: AbortSignal,
): Promise<TableWarning[]> {
  const views = [...usedViews(protocol)].map((view) => protocol.views[view]!)
  const ids = new Set(views.flatMap(({ bare, masked }) => [bare, masked]))
  const pictures: string[] = []
  if (training.pictures.length > 0) {
    for (const photo of dataset.photos) {
      if (!ids.has(photo.id)) continue
      throwIfCancelled(signal)
      pictures.push(
        createHash('sha256')
          .update(await photo.load())
          .digest('hex'),
      )
    }
  }
  const test = { people: views.map(({ person }) => person), pictures }
  const findings = checkTrainingOverlap(training, test, { allowed: training.allowed })
  return findings.map((finding) => ({ setting: null, ...finding }))
}
