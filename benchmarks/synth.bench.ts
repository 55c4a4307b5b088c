import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGeneratedDataset } from '@maskmirror/datasets'
import { planSynth, runSynth, SynthOptionsSchema, type SynthSummary } from '@maskmirror/experiments/synth'
import { alignFace } from '@maskmirror/faces'
import { decodeImage, encodeJpeg } from '@maskmirror/imaging/codec'
import { applyAffine } from '@maskmirror/imaging/geometry'
import type { Benchmark } from './benchmark.ts'
import { median } from './measurement.ts'

const pictures = 10_000
/** A hundredth of them are different faces; drawn ones, because their landmarks are known without a model. */
const people = 100
/** Each with one job and with one for each core, in turns. */
const rounds = 2

export const benchmark: Benchmark = {
  name: 'synth',
  description: `${pictures} aligned faces 112×112 as JPEG files through maskmirror synth: pictures a second and where the time goes`,
  run: async (print) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
    try {
      await makeFaces(folder)
      const jobCounts = [...new Set([1, availableParallelism()])]
      const runs = new Map(jobCounts.map((jobs): [number, SynthSummary[]] => [jobs, []]))
      await synthOnce(folder, 1) // warms up
      for (let round = 0; round < rounds; round++) {
        for (const jobs of jobCounts) runs.get(jobs)!.push(await synthOnce(folder, jobs))
      }
      const single = runs.get(1)!
      const measurements = jobCounts.map((jobs) => measurementOf(jobs, runs.get(jobs)!, single))
      for (const { name, median: middle } of measurements) {
        const percent = Object.entries(middle.share).map(([part, value]) => `${part} ${(value * 100).toFixed(1)} %`)
        print(
          `${name}: ${middle.picturesPerSecond.toFixed(0)}/s, ${middle.speedUp.toFixed(2)}× one job; ${percent.join(', ')}`,
        )
      }
      return { measurements }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

async function makeFaces(folder: string): Promise<void> {
  const { photos } = openGeneratedDataset({ seed: 'bench', people, picturesPerPerson: 1, split: 'test' })
  await mkdir(join(folder, 'in'))
  const lines: string[] = []
  for (const [i, photo] of photos.entries()) {
    const landmarks = photo.landmarks!
    const { crop, toCrop } = alignFace(await decodeImage(await photo.load()), landmarks.arcface5)
    const jpeg = await encodeJpeg(crop, 95)
    const ibug68 = [...applyAffine(toCrop, landmarks.ibug68.points)]
    for (let copy = 0; copy < pictures / people; copy++) {
      const file = `${copy}-${i}.jpg`
      await writeFile(join(folder, 'in', file), jpeg)
      lines.push(JSON.stringify({ file, ibug68 }))
    }
  }
  await writeFile(join(folder, 'faces.jsonl'), lines.join('\n'))
}

async function synthOnce(folder: string, jobs: number): Promise<SynthSummary> {
  const output = join(folder, 'out')
  const plan = await planSynth({
    input: join(folder, 'in'),
    output,
    options: SynthOptionsSchema.parse({}),
    faceList: join(folder, 'faces.jsonl'),
    patterns: null,
  })
  const summary = await runSynth(plan, {
    finder: null,
    jobs,
    signal: new AbortController().signal,
    onProgress: () => {},
    clockMs: () => performance.now(),
  })
  await rm(output, { recursive: true })
  if (summary.masked !== pictures) throw new Error(`Expected ${pictures} masked pictures but ${summary.failed} failed`)
  return summary
}

/** @param single the runs with one job, of the same rounds */
function measurementOf(jobs: number, runs: readonly SynthSummary[], single: readonly SynthSummary[]) {
  const perRound = runs.map(({ seconds, times: { readMs, decodeMs, drawMs, encodeMs, writeMs } }, i) => {
    const total = readMs + decodeMs + drawMs + encodeMs + writeMs
    return {
      // with templates and threads being made
      picturesPerSecond: pictures / seconds,
      speedUp: single[i]!.seconds / seconds,
      msPerPicture: total / pictures,
      share: {
        read: readMs / total,
        decode: decodeMs / total,
        draw: drawMs / total,
        encode: encodeMs / total,
        write: writeMs / total,
      },
    }
  })
  const middle = (pick: (round: (typeof perRound)[number]) => number) => median(perRound.map(pick))
  return {
    name: `synth, ${jobs} jobs`,
    settings: { pictures, differentFaces: people, jobs, rounds, side: 112, format: 'jpeg', quality: 95 },
    rounds: perRound,
    median: {
      picturesPerSecond: middle((round) => round.picturesPerSecond),
      speedUp: middle((round) => round.speedUp),
      msPerPicture: middle((round) => round.msPerPicture),
      share: {
        read: middle(({ share }) => share.read),
        decode: middle(({ share }) => share.decode),
        draw: middle(({ share }) => share.draw),
        encode: middle(({ share }) => share.encode),
        write: middle(({ share }) => share.write),
      },
    },
  }
}
