import type { Failure } from '@maskmirror/core'
import type { SynthTimes } from './synth-task.ts'

/** What a run did. */
export interface SynthSummary {
  /** Pictures of the input. */
  readonly pictures: number
  /** Drawn now. */
  readonly masked: number
  /** Drawn by an earlier run with the same settings, and still there. */
  readonly alreadyDone: number
  readonly failed: number
  /** How many pictures failed for each reason, with the first of them. */
  readonly failures: readonly { reason: string; count: number; first: { file: string; detail: string } }[]
  /** Masks drawn now, over all faces. */
  readonly faces: number
  /** Faces without a mask in pictures that have one on another face. */
  readonly facesFailed: number
  /** Files of the input that are no pictures. */
  readonly ignored: number
  /** Files of the face list that are not in the input. */
  readonly listedButMissing: number
  readonly seconds: number
  /** Milliseconds of all threads together, for what was drawn now. */
  readonly times: SynthTimes
}

/** Counts while a run goes on. */
export interface SynthTally {
  skip(): void
  masked(faces: number, facesFailed: number): void
  failed(file: string, failure: Failure): void
  spent(times: SynthTimes): void
  summary(known: Pick<SynthSummary, 'pictures' | 'ignored' | 'listedButMissing' | 'seconds'>): SynthSummary
}

export function createSynthTally(): SynthTally {
  let [alreadyDone, masked, faces, facesFailed] = [0, 0, 0, 0]
  let times: SynthTimes = { readMs: 0, decodeMs: 0, drawMs: 0, encodeMs: 0, writeMs: 0 }
  const reasons = new Map<string, SynthSummary['failures'][number]>()
  return {
    skip: () => {
      alreadyDone++
    },
    masked: (drawn, without) => {
      masked++
      faces += drawn
      facesFailed += without
    },
    failed: (file, { reason, detail }) => {
      const known = reasons.get(reason)
      if (known === undefined) reasons.set(reason, { reason, count: 1, first: { file, detail } })
      else known.count++
    },
    spent: (now) => {
      times = {
        readMs: times.readMs + now.readMs,
        decodeMs: times.decodeMs + now.decodeMs,
        drawMs: times.drawMs + now.drawMs,
        encodeMs: times.encodeMs + now.encodeMs,
        writeMs: times.writeMs + now.writeMs,
      }
    },
    summary: ({ pictures, ignored, listedButMissing, seconds }) => {
      const failures = [...reasons.values()].sort((a, b) => b.count - a.count)
      return {
        pictures,
        masked,
        alreadyDone,
        failed: failures.reduce((sum, { count }) => sum + count, 0),
        failures,
        faces,
        facesFailed,
        ignored,
        listedButMissing,
        seconds,
        times,
      }
    },
  }
}
