import { createThreadPool, type ThreadPool } from '../picture-folder/thread-pool.ts'
import type { DrawingKit } from './draw-faces.ts'
import { synthPicture } from './synth-picture.ts'
import type { SynthResult, SynthTask } from './synth-task.ts'

/**
 * Threads that each read, draw and write one picture at a time. The pixels of a task's image move there and must not be
 * used afterwards.
 *
 * @param threads ≥ 1
 */
export function createSynthPool(threads: number, kit: DrawingKit): ThreadPool<SynthTask, SynthResult> {
  return createThreadPool({
    threads,
    worker: new URL('./synth-worker.mjs', import.meta.url),
    workerData: kit,
    ownThread: () => ({ run: (task) => synthPicture(task, kit), close: async () => {} }),
    // a view of a larger buffer cannot move alone
    transferOf: ({ image }) =>
      image !== null && image.data.byteLength === image.data.buffer.byteLength
        ? [image.data.buffer as ArrayBuffer]
        : [],
  })
}
