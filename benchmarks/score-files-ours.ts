import { evaluateScoreFiles, scoreInputs } from '@maskmirror/experiments/score-files'

/** One side of `score-files.bench.ts`, in a process of its own so that its memory can be told: prints its figures as JSON. */
const [file] = process.argv.slice(2)
const cpuStart = process.cpuUsage()
const start = performance.now()
const { groups } = await evaluateScoreFiles(
  {
    inputs: scoreInputs({ files: [file!], genuine: [], impostor: [] }),
    frozenFrom: null,
    distance: false,
    wanted: { thresholds: [], fmrs: [] },
    resamples: 0,
    seed: '1',
  },
  {
    stdin: process.stdin,
    signal: new AbortController().signal,
    onBytes: () => {},
    onProgress: () => {},
    clockMs: () => performance.now(),
  },
)
const seconds = (performance.now() - start) / 1000
const cpu = process.cpuUsage(cpuStart)
const { rates, auc } = groups[0]!.table.settings[0]!.scored
console.log(
  JSON.stringify({
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    eer: rates!.equalErrorRate!.eer,
    auc,
    fnmrAtFmr1000: rates!.fmr1000.supported ? rates!.fmr1000.fnmr : null,
  }),
)
