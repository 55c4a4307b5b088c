import { parentPort, workerData } from 'node:worker_threads'
import { answerTasks } from '../picture-folder/thread-pool.ts'
import { createExaminer, type ExaminerKit } from './examiner.ts'

answerTasks(parentPort!, createExaminer(workerData as ExaminerKit).run)
