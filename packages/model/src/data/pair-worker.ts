import { parentPort, workerData } from 'node:worker_threads'
import { answerBatches } from '@maskmirror/datasets/face-cache'
import { setCodecThreads } from '@maskmirror/imaging/codec'
import { createPairWork } from './pair-batch.ts'

setCodecThreads(1) // several small pictures are decoded at a time
answerBatches(parentPort!, createPairWork(workerData))
