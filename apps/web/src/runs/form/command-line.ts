import type { RunRequestInput } from '#trpc/outputs.ts'
import { formParsers } from './form-address.ts'

/** The command that asks for the same evaluation, an option on each line, with those that differ from their defaults. */
export function commandLine(request: RunRequestInput): string {
  const { masks, people, facePolicy, maxGenuine, maxImpostor, seed } = formParsers
  const options: readonly [string, string | number | null | undefined, string][] = [
    ['--masks', request.masks, masks.defaultValue],
    ['--people', request.people, people.defaultValue],
    ['--face-policy', request.facePolicy, facePolicy.defaultValue],
    ['--max-genuine', request.maxGenuine, maxGenuine.defaultValue],
    ['--max-impostor', request.maxImpostor, maxImpostor.defaultValue],
    ['--seed', request.seed, seed.defaultValue],
    ['--thresholds-from', request.thresholdsFrom, ''],
    ['--split', request.split?.list, ''],
    ['--part', request.split?.part, ''],
    // what is kept for the dashboard is a file for the command line: the one that the set's page offers
    ['--exclude', typeof request.exclude === 'string' ? request.exclude : excludedFile(request), ''],
  ]
  return [
    'npx maskmirror evaluate',
    `--dataset ${request.dataset}`,
    `--model ${request.model}`,
    `--settings ${request.settings.join(',')}`,
    ...options.flatMap(([flag, value, usual]) =>
      value === null || value === undefined || String(value) === usual ? [] : [`${flag} ${value}`],
    ),
  ].join(' \\\n  ')
}

function excludedFile({ dataset, exclude }: RunRequestInput): string | null {
  return exclude === null || exclude === undefined ? null : `${dataset}-reviewed.csv`
}
