import { createImage, type Progress } from '@maskmirror/core'
import type { ArtefactStore } from '@maskmirror/storage'
import { openWorkerThread } from '@maskmirror/system'
import { ExperimentError } from '../error.ts'
import { throwIfCancelled } from '../stages/run-shards.ts'
import { storePicture } from '../store-picture.ts'
import type { FacePair, TrainingMessage, TrainingShare } from './training-messages.ts'

/** Ids of pictures: a face as it is learned from, bare and masked. */
export interface TrainingExample {
  readonly unmasked: string
  readonly masked: string
}

/**
 * Trains in a thread of its own, because the network computes without a break.
 *
 * @throws ExperimentError `cancelled` after the step that runs when the signal aborts, what is trained is kept; `training-failed` with what
 *   went wrong; `worker-ended`
 */
export async function runTrainingThread(
  share: TrainingShare,
  context: {
    readonly artefacts: ArtefactStore
    readonly signal: AbortSignal
    readonly onProgress: (progress: Progress) => void
    readonly onBackend: (text: string) => void
    readonly onExamples: (examples: readonly TrainingExample[]) => void
  },
): Promise<void> {
  const { artefacts, signal, onProgress, onBackend, onExamples } = context
  let storing: Promise<void> = Promise.resolve()
  const thread = openWorkerThread<'stop', TrainingMessage>(new URL('./training-worker.mjs', import.meta.url), {
    workerData: share,
    onDeath: (why, cause) =>
      new ExperimentError({ code: 'worker-ended', message: `The thread of a training ended: ${why}`, cause }),
    isAnswer: (message) => {
      if (message.kind === 'ended' || message.kind === 'failed') return true
      if (message.kind === 'backend') onBackend(`${message.name}: ${message.description}`)
      else if (message.kind === 'examples') {
        storing = storeExamples(message, artefacts).then(onExamples)
        // told when it is awaited
        storing.catch(() => {})
      } else if (message.kind === 'preparing') {
        const { stage, done, total } = message
        onProgress({ stage, done, total, ratePerSecond: null, etaSeconds: null })
      } else {
        const { done, total, ratePerSecond, etaSeconds } = message
        onProgress({ stage: 'learning', done, total, ratePerSecond, etaSeconds })
      }
      return false
    },
  })
  const onAbort = () => {
    // the answer to it is the end, for which somebody waits already
    thread.run('stop').catch(() => {})
  }
  signal.addEventListener('abort', onAbort)
  try {
    throwIfCancelled(signal)
    const answer = await thread.next()
    await storing
    if (answer.kind === 'failed') {
      const { code, message } = answer
      throw new ExperimentError({ code: 'training-failed', message, details: { code } })
    }
    if (answer.kind === 'ended' && answer.how === 'stopped') throwIfCancelled(signal)
  } finally {
    signal.removeEventListener('abort', onAbort)
    await thread.close()
  }
}

function storeExamples(
  { side, pairs }: { side: number; pairs: readonly FacePair[] },
  artefacts: ArtefactStore,
): Promise<TrainingExample[]> {
  const store = (rgb: Uint8Array<ArrayBuffer>) =>
    storePicture(createImage(side, side, 3, new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.length)), artefacts)
  return Promise.all(
    pairs.map(async ({ unmasked, masked }) => ({ unmasked: await store(unmasked), masked: await store(masked) })),
  )
}
