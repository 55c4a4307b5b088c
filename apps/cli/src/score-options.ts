import { type ColumnNames, columnRoles, scoreFormats, scoreFormatTexts } from '@maskmirror/evaluation/score-files'
import { type Command, Option } from 'commander'
import { z } from 'zod'

/** What `scores` and `compare` share. */
export interface ScoreOptions {
  format?: string
  pairs?: string
  columns?: string
  distance?: boolean
  threshold?: string
  fmr?: string
  frozenFrom?: string
  development: string[]
  fuse?: boolean
  resamples: number
  seed: string
  out?: string
  json?: boolean
}

/** Numbers separated by commas, each of which keeps a rule. */
export const numberList = (option: string, rule: z.ZodNumber) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
    .pipe(z.array(rule))
    .catch((context) => {
      throw new z.ZodError([
        {
          code: 'custom',
          path: [option],
          input: context.value,
          message: `Expected ${option} to be numbers separated by commas${option === '--fmr' ? ', each from 0 to 1,' : ''} but received ${JSON.stringify(context.value)}`,
        },
      ])
    })

const ColumnsSchema = z.string().transform((text, context): ColumnNames => {
  const named: Record<string, string> = {}
  for (const part of text.split(',')) {
    const [role, name] = [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()]
    if (!part.includes('=') || name === '' || !columnRoles.some((known) => known === role)) {
      context.addIssue(
        `Expected --columns to be role=name, separated by commas, with roles from ${columnRoles.join(', ')} but received ${JSON.stringify(part)}`,
      )
      return z.NEVER
    }
    named[role] = name
  }
  return named
})

/** @throws ZodError with the roles that there are */
export function parseColumns(text: string): ColumnNames {
  return ColumnsSchema.parse(text)
}

const ScoreOptionsSchema = z.object({
  format: z.enum(scoreFormats, `Expected --format from ${scoreFormats.join(', ')}`).optional(),
  columns: ColumnsSchema.optional(),
  distance: z.boolean().default(false),
  threshold: numberList('--threshold', z.number()).default([]),
  fmr: numberList('--fmr', z.number().min(0).max(1)).default([]),
  resamples: z
    .number('Expected --resamples to be a number')
    .int()
    .refine((count) => count === 0 || (count >= 2 && count <= 100_000), 'Expected --resamples to be 0 or 2 to 100000'),
  seed: z.string().min(1, 'Expected --seed not to be empty'),
})

/** @throws ZodError naming the option */
export function parseScoreOptions(options: ScoreOptions) {
  const { format, columns, distance, threshold, fmr, resamples, seed } = ScoreOptionsSchema.parse(options)
  return {
    distance,
    resamples,
    seed,
    wanted: { thresholds: threshold, fmrs: fmr },
    ...(format === undefined ? {} : { format }),
    ...(columns === undefined ? {} : { columns }),
  }
}

export function addScoreOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <name>', 'how the files are written (default: seen from their content)').choices(
        scoreFormats,
      ),
    )
    .option(
      '--columns <list>',
      `the header's names where they differ from ours: ${columnRoles.map((role) => `${role}=…`).join(',')}`,
    )
    .option(
      '--pairs <file>',
      'the pairs that the scores belong to, in their order: LFW or MFR2 pairs.txt, or lines of reference, probe, 1 or 0',
    )
    .option('--distance', 'lower is more alike: scores are negated, and the result says so')
    .option('--threshold <list>', 'also show both error rates at these thresholds')
    .option('--fmr <list>', 'also show the lowest FNMR at these false match rates, as fractions: 0.05,1e-5')
    .option('--frozen-from <file>', 'apply the thresholds that this file has at FMR 1 % and 0.1 %')
    .option(
      '--development <file>',
      'calibrate, and fuse, on the scores of these other people instead of half of the people; name=file where there are several',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .option('--fuse', 'also fuse the files that are on the same pairs')
    .option('--resamples <count>', 'of the bootstrap over people, where files name them; 0 for none', Number, 1000)
    .option('--seed <text>', 'of resamples and of the halves of people', '1')
    .option('--out <folder>', 'write JSON, CSV, Markdown, LaTeX, SVG, PNG and one HTML file')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', formatsHelp)
}

const formatsHelp = `
Formats (docs/score-files.md shows each):
${scoreFormats.map((name) => `  ${name.padEnd(8)}  ${scoreFormatTexts[name]}`).join('\n')}

A file can be named: arcface=scores.txt. Names of our settings (umr-ump, umr-mp, mr-mp, mr-ump, mirror:…) are known:
thresholds are frozen on umr-ump, and the others are compared with it. - reads standard input.`
