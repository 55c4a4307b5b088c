import { parentPort, workerData } from 'node:worker_threads'
import { replyWith } from '../picture-folder/thread-pool.ts'
import type { ExamineTask } from './examine-picture.ts'
import { createExaminer, type ExaminerKit } from './examiner.ts'

const port = parentPort!
const examiner = createExaminer(workerData as ExaminerKit)

port.on('message', async (task: ExamineTask) => {
  port.postMessage(await replyWith(() => examiner.run(task)))
})
