import { parentPort, workerData } from 'node:worker_threads'
import { setCodecThreads } from '@maskmirror/imaging/codec'
import { answerBatches } from './batch-loader.ts'
import { createCropWork } from './crop-batch.ts'

setCodecThreads(1) // several small pictures are decoded at a time
answerBatches(parentPort!, createCropWork(workerData))
