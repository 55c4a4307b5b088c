import type { WearMask } from '@maskmirror/datasets'
import type { MaskStyle, MaskTemplates } from '@maskmirror/mask-the-face'
import { createThreadPool, type ThreadPool } from '../picture-folder/thread-pool.ts'
import { createMaskWearer } from './wear-mask.ts'
import { type FaceLine, type FaceTask, writeFace } from './write-face.ts'

/** What every picture of a set is drawn with. */
export interface FaceKit {
  /** null where no masks are worn. */
  readonly templates: MaskTemplates | null
  readonly styles: readonly MaskStyle[]
}

export function wearerOf({ templates, styles }: FaceKit): WearMask | null {
  return templates === null ? null : createMaskWearer(templates, styles)
}

/** Threads that each draw two pictures at a time: one while the other waits for its SVG or JPEG. @param threads ≥ 1 */
export function createFacePool(threads: number, kit: FaceKit): ThreadPool<FaceTask, FaceLine> {
  const wear = wearerOf(kit)
  return createThreadPool({
    threads,
    tasksPerThread: 2,
    worker: new URL('./faces-worker.mjs', import.meta.url),
    workerData: kit,
    ownThread: () => ({ run: (task) => writeFace(task, wear), close: async () => {} }),
  })
}
