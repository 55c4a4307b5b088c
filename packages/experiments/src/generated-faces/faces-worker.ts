import { parentPort, workerData } from 'node:worker_threads'
import { answerTasks } from '../picture-folder/thread-pool.ts'
import { type FaceKit, wearerOf } from './face-pool.ts'
import { type FaceTask, writeFace } from './write-face.ts'

const wear = wearerOf(workerData as FaceKit)

answerTasks(parentPort!, (task: FaceTask) => writeFace(task, wear))
