import type { Command } from 'commander'

/** By name, in the order of the help. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  evaluate: async () => (await import('./commands/evaluate.ts')).addEvaluateCommand,
  demo: async () => (await import('./commands/demo.ts')).addDemoCommand,
  datasets: async () => (await import('./commands/datasets.ts')).addDatasetsCommand,
  models: async () => (await import('./commands/models.ts')).addModelsCommand,
  runs: async () => (await import('./commands/runs.ts')).addRunsCommand,
  scores: async () => (await import('./commands/scores.ts')).addScoresCommand,
  compare: async () => (await import('./commands/compare.ts')).addCompareCommand,
  convert: async () => (await import('./commands/convert.ts')).addConvertCommand,
  'all-pairs': async () => (await import('./commands/all-pairs.ts')).addAllPairsCommand,
  identify: async () => (await import('./commands/identify.ts')).addIdentifyCommand,
  faces: async () => (await import('./commands/faces.ts')).addFacesCommand,
  synth: async () => (await import('./commands/synth.ts')).addSynthCommand,
  'mask-the-face': async () => (await import('./commands/mask-the-face.ts')).addMaskTheFaceCommand,
  mirror: async () => (await import('./commands/mirror.ts')).addMirrorCommand,
  explain: async () => (await import('./commands/explain.ts')).addExplainCommand,
  adapt: async () => (await import('./commands/adapt.ts')).addAdaptCommand,
  study: async () => (await import('./commands/study.ts')).addStudyCommand,
  train: async () => (await import('./commands/train.ts')).addTrainCommand,
  serve: async () => (await import('./commands/serve.ts')).addServeCommand,
}

/**
 * Adds the command that is asked for, or all of them where none is, as for help. Loading all takes longer than most commands run.
 *
 * @param args of the command line, without the program
 */
export async function addCommands(program: Command, args: readonly string[]): Promise<void> {
  const name = askedFor(args)
  const asked = name !== undefined && Object.hasOwn(commands, name) ? [commands[name]!] : Object.values(commands)
  for (const load of asked) (await load())(program)
}

/** What stands where a command's name does: after the option of the program, and after `help`. */
function askedFor(args: readonly string[]): string | undefined {
  const [first] = args
  if (first === '--data-dir') return askedFor(args.slice(2))
  return first === 'help' || first?.startsWith('--data-dir=') ? askedFor(args.slice(1)) : first
}
