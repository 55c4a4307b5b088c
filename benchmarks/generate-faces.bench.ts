import { mkdtemp, rm } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { generatePicture, listPictures, plainWorld, variedWorld } from '@maskmirror/datasets'
import { FacesRequestSchema, generateFaces } from '@maskmirror/experiments/generated-faces'
import type { Benchmark } from './benchmark.ts'
import { type Pace, paceOf } from './measurement.ts'

/** Pictures of a timed set; the rate of many thousands is theirs, because nothing is shared between people. */
const people = 60
const picturesPerPerson = 10
const profiled = 60
/** What is promised on two cores. */
const promised = { pictures: 10_000, minutes: 5 }

const sets = [
  { name: 'plain', world: 'plain', masks: 0 },
  { name: 'varied', world: 'varied', masks: 0 },
  { name: 'varied, every second with a worn mask and its alpha', world: 'varied', masks: 0.5 },
] as const

export const benchmark: Benchmark = {
  name: 'generate-faces',
  description: `${people * picturesPerPerson} faces of 250×250 pixels drawn and written by maskmirror datasets faces, and where the time goes`,
  run: async (print) => {
    const measurements: object[] = []
    for (const { name, world, masks } of sets) {
      const { pace, threads } = await paceOfSet({ world, masks })
      const minutes = promised.pictures / pace.picturesPerSecond / 60
      print(
        `${name.padEnd(52)} ${pace.picturesPerSecond.toFixed(1)}/s ${pace.cpuMs.toFixed(1)} cpu ms: ${promised.pictures} in ${minutes.toFixed(1)} minutes of ${promised.minutes}`,
      )
      measurements.push({ name, ...pace, threads, minutesForTenThousand: minutes })
    }
    for (const [name, world] of Object.entries({ plain: plainWorld, varied: variedWorld })) {
      const { cpuMs, stages } = await stagesOf(world)
      print(`${name}, one picture after another: ${cpuMs.toFixed(1)} cpu ms`)
      for (const [stage, ms] of stages.slice(0, 8)) print(`  ${stage.padEnd(28)} ${ms.toFixed(2)} ms`)
      measurements.push({ name: `stages, ${name}`, cpuMs, stages: Object.fromEntries(stages) })
    }
    return { measurements }
  },
}

async function paceOfSet(given: {
  world: 'plain' | 'varied'
  masks: number
}): Promise<{ pace: Pace; threads: number }> {
  const request = FacesRequestSchema.parse({ people, picturesPerPerson, seed: 'bench', ...given })
  const place = await mkdtemp(join(tmpdir(), 'maskmirror-bench-'))
  const threads = availableParallelism()
  const work = { signal: new AbortController().signal, onProgress: () => {}, clockMs: () => performance.now() }
  try {
    const draw = () => generateFaces(request, { folder: join(place, 'faces'), jobs: threads }, work)
    return { pace: await paceOf(people * picturesPerPerson, draw), threads }
  } finally {
    await rm(place, { recursive: true })
  }
}

/** Processor milliseconds of a picture by the file that spends them; what is left are SVG and JPEG, in other threads. */
async function stagesOf(world: typeof plainWorld): Promise<{ cpuMs: number; stages: [string, number][] }> {
  const pictures = listPictures({ seed: 'bench', people: profiled, picturesPerPerson: 1, split: 'test', world })
  const drawAll = async () => {
    for (const { request } of pictures) await generatePicture(request)
  }
  await drawAll()
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
  const { cpuMs } = await paceOf(profiled, drawAll)
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const spent = new Map<string, number>()
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]))
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const { url, functionName } = nodes.get(id)!
    if (functionName === '(idle)') continue
    const stage = url.startsWith('file:') ? basename(url) : 'node'
    spent.set(stage, (spent.get(stage) ?? 0) + (profile.timeDeltas?.[i] ?? 0) / 1000 / profiled)
  }
  const inThread = [...spent.values()].reduce((sum, ms) => sum + ms, 0)
  spent.set('SVG and JPEG', Math.max(0, cpuMs - inThread))
  return { cpuMs, stages: [...spent].sort((a, b) => b[1] - a[1]) }
}
