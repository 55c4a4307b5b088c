import type { LandmarkCalls } from '#landmarks/landmark-calls.ts'
import { createWorkerClient, type WorkerClient } from '../workers/worker-calls.ts'
import type { MaskCalls } from './mask-calls.ts'

/** The page's two workers: one draws; the other finds faces and is started when the first photo is dropped. */
export interface StudioWorkers {
  readonly masks: WorkerClient<MaskCalls>
  landmarks(): WorkerClient<LandmarkCalls>
  close(): void
}

export function openStudioWorkers(): StudioWorkers {
  const masks = createWorkerClient<MaskCalls>(new Worker(new URL('./mask.worker.ts', import.meta.url)))
  let landmarks: WorkerClient<LandmarkCalls> | null = null
  return {
    masks,
    landmarks: () => {
      landmarks ??= createWorkerClient<LandmarkCalls>(
        new Worker(new URL('../landmarks/landmark.worker.ts', import.meta.url)),
      )
      return landmarks
    },
    close: () => {
      masks.close()
      landmarks?.close()
    },
  }
}
