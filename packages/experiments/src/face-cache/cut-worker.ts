import { parentPort, workerData } from 'node:worker_threads'
import { answerTasks } from '../picture-folder/thread-pool.ts'
import { type CutKit, createFaceCutter } from './cut-face.ts'

answerTasks(parentPort!, createFaceCutter(workerData as CutKit).run)
