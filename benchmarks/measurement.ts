/** What one side did in one round. */
export interface Pace {
  readonly picturesPerSecond: number
  /** Processor time of all threads for one picture, milliseconds; it hardly changes when others share the machine. */
  readonly cpuMs: number
}

/** A pipeline against the models alone, in rounds that take turns. */
export interface Measurement {
  readonly name: string
  readonly pipeline: readonly Pace[]
  readonly models: readonly Pace[]
  /** Medians over the rounds; ratios are taken within each round, so that a slower moment hits both sides. */
  readonly median: {
    readonly pipeline: Pace
    readonly models: Pace
    /** Pictures a second of the pipeline, divided by those of the models alone. */
    readonly ratio: number
    /** Processor time of the models alone, divided by that of the pipeline. */
    readonly cpuRatio: number
  }
  /** What was run: pictures, batch, workers, threads. */
  readonly settings: Readonly<Record<string, string | number>>
}

/**
 * Measures two ways in turns, the first round unrecorded.
 *
 * @param sides each does its work once
 */
export async function measureInTurns(
  name: string,
  settings: Measurement['settings'],
  rounds: number,
  sides: { pipeline: () => Promise<Pace>; models: () => Promise<Pace> },
): Promise<Measurement> {
  const pipeline: Pace[] = []
  const models: Pace[] = []
  for (let round = 0; round <= rounds; round++) {
    // the one that begins changes, so that neither always finds the warmer processor
    const pipelineFirst = round % 2 === 0
    const first = await (pipelineFirst ? sides.pipeline() : sides.models())
    const second = await (pipelineFirst ? sides.models() : sides.pipeline())
    if (round === 0) continue
    pipeline.push(pipelineFirst ? first : second)
    models.push(pipelineFirst ? second : first)
  }
  const middle = (paces: readonly Pace[]): Pace => ({
    picturesPerSecond: median(paces.map((pace) => pace.picturesPerSecond)),
    cpuMs: median(paces.map((pace) => pace.cpuMs)),
  })
  return {
    name,
    pipeline,
    models,
    median: {
      pipeline: middle(pipeline),
      models: middle(models),
      ratio: median(pipeline.map((pace, i) => pace.picturesPerSecond / models[i]!.picturesPerSecond)),
      cpuRatio: median(pipeline.map((pace, i) => models[i]!.cpuMs / pace.cpuMs)),
    },
    settings,
  }
}

/** Times `work`, which does `count` pictures. */
export async function paceOf(count: number, work: () => Promise<unknown>): Promise<Pace> {
  const cpuStart = process.cpuUsage()
  const start = performance.now()
  await work()
  const ms = performance.now() - start
  const cpu = process.cpuUsage(cpuStart)
  return { picturesPerSecond: (count / ms) * 1000, cpuMs: (cpu.user + cpu.system) / 1000 / count }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
