import { parentPort, workerData } from 'node:worker_threads'
import { answerTasks } from '../picture-folder/thread-pool.ts'
import type { DrawingKit } from './draw-faces.ts'
import { synthPicture } from './synth-picture.ts'
import type { SynthTask } from './synth-task.ts'

answerTasks(parentPort!, (task: SynthTask) => synthPicture(task, workerData as DrawingKit))
