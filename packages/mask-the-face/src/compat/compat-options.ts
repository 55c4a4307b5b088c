import { MaskTheFaceError } from '#error.ts'

/** The original's command line. */
export interface CompatOptions {
  /** A picture or a folder; default empty. */
  readonly path: string
  /** Default `surgical`. */
  readonly maskType: string
  /** Path of a texture; default none. */
  readonly pattern: string
  /** Default 0.5. */
  readonly patternWeight: number
  /** Default `#0473e2`, which is always laid over: an empty text takes it away. */
  readonly colour: string
  /** Default 0.5. */
  readonly colourWeight: number
  /** Default empty; when given it overrides type, pattern and colour, but not the weights. */
  readonly code: string
  readonly verbose: boolean
  readonly writeOriginal: boolean
}

/** What `--mask_type` may be. */
export const compatMaskTypes = ['surgical', 'N95', 'KN95', 'cloth', 'gas', 'inpaint', 'random', 'all'] as const

/** Option of the original to the name of ours; flags take no value. */
const names: Readonly<Record<string, keyof CompatOptions>> = {
  '--path': 'path',
  '--mask_type': 'maskType',
  '--pattern': 'pattern',
  '--pattern_weight': 'patternWeight',
  '--color': 'colour',
  '--color_weight': 'colourWeight',
  '--code': 'code',
  '--verbose': 'verbose',
  '--write_original_image': 'writeOriginal',
}

/**
 * Reads the original's arguments as its argparse does: `--option value` or `--option=value`, any unambiguous beginning
 * of an option, the last one counts.
 *
 * @throws MaskTheFaceError `bad-arguments`, where the original ends with exit code 2
 */
export function parseCompatArguments(args: readonly string[]): CompatOptions {
  const texts = new Map<keyof CompatOptions, string>()
  for (let i = 0; i < args.length; i++) {
    const [given, attached] = splitOnce(args[i]!)
    const option = optionOf(given)
    const name = names[option]!
    if (name === 'verbose' || name === 'writeOriginal') {
      if (attached !== null) throw wrong(`Expected ${option} to have no value but received "${attached}"`)
      texts.set(name, 'true')
      continue
    }
    const value = attached ?? args[++i]
    // a value that begins with a dash is taken for an option, unless it is a negative number
    if (value === undefined || (attached === null && /^-(?!\d+$|\d*\.\d+$|$)/.test(value))) {
      throw wrong(`Expected ${option} to have a value but received ${value === undefined ? 'none' : `"${value}"`}`)
    }
    texts.set(name, value)
  }
  const maskType = texts.get('maskType') ?? 'surgical'
  if (!compatMaskTypes.some((type) => type === maskType)) {
    throw wrong(`Expected --mask_type to be one of ${compatMaskTypes.join(', ')} but received "${maskType}"`)
  }
  return {
    path: texts.get('path') ?? '',
    maskType,
    pattern: texts.get('pattern') ?? '',
    patternWeight: numberOf('--pattern_weight', texts.get('patternWeight')),
    colour: texts.get('colour') ?? '#0473e2',
    colourWeight: numberOf('--color_weight', texts.get('colourWeight')),
    code: texts.get('code') ?? '',
    verbose: texts.has('verbose'),
    writeOriginal: texts.has('writeOriginal'),
  }
}

function splitOnce(argument: string): [option: string, value: string | null] {
  const at = argument.startsWith('--') ? argument.indexOf('=') : -1
  return at < 0 ? [argument, null] : [argument.slice(0, at), argument.slice(at + 1)]
}

function optionOf(given: string): string {
  const known = Object.keys(names)
  if (known.includes(given)) return given
  const fitting = given.length > 2 ? known.filter((name) => name.startsWith(given)) : []
  if (fitting.length === 1) return fitting[0]!
  throw wrong(`Expected one of ${(fitting.length > 1 ? fitting : known).join(', ')} but received "${given}"`)
}

function numberOf(option: string, text: string | undefined): number {
  if (text === undefined) return 0.5
  if (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return Number(text)
  // Python reads these too; they are refused later as no weight
  if (/^\s*[+-]?(inf(inity)?|nan)\s*$/i.test(text)) return Number.NaN
  throw wrong(`Expected ${option} to be a number but received "${text}"`)
}

function wrong(message: string): MaskTheFaceError {
  return new MaskTheFaceError({ code: 'bad-arguments', message })
}
