import type { Progress } from '@maskmirror/core'
import { Presets, SingleBar } from 'cli-progress'

/** Shows progress events until it is stopped. */
export interface ProgressDisplay {
  show(progress: Progress): void
  stop(): void
}

/**
 * A bar on a terminal; elsewhere one line when a stage begins and one when it is done.
 *
 * @param stream where it is written; results go to stdout, progress to stderr
 */
export function createProgressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? barDisplay(stream) : lineDisplay(stream)
}

function barDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  let bar: SingleBar | null = null
  let stage = ''
  return {
    show: (progress) => {
      if (progress.stage !== stage) {
        bar?.stop()
        stage = progress.stage
        bar = new SingleBar(
          {
            format: '{stage} {bar} {value}/{total}  {rate}  {left}',
            stream,
            hideCursor: true,
            linewrap: false,
            barsize: 28,
          },
          Presets.shades_grey,
        )
        bar.start(progress.total, progress.done, payloadOf(progress))
      }
      bar?.update(progress.done, payloadOf(progress))
    },
    stop: () => {
      bar?.stop()
      bar = null
      stage = ''
    },
  }
}

function payloadOf({ stage, ratePerSecond, etaSeconds, done, total }: Progress) {
  return {
    stage: stage.padEnd(22),
    rate: ratePerSecond === null ? '' : `${ratePerSecond.toFixed(ratePerSecond < 10 ? 1 : 0)}/s`,
    left: etaSeconds === null || done === total ? '' : `${durationText(etaSeconds)} left`,
  }
}

function lineDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  let stage = ''
  let finished = false
  return {
    show: ({ stage: name, done, total, ratePerSecond }) => {
      if (name !== stage) {
        stage = name
        finished = false
        stream.write(`${name}: ${done === 0 ? '' : `${done} of `}${total}\n`)
      }
      if (done === total && !finished) {
        finished = true
        const rate = ratePerSecond === null ? 'already there' : `${ratePerSecond.toFixed(1)} a second`
        stream.write(`${name}: done, ${rate}\n`)
      }
    },
    stop: () => {},
  }
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
