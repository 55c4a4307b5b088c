import type { CompatRequest } from './compat-masker.ts'
import type { CompatOptions } from './compat-options.ts'
import { formatOf, isPicturePath, outputPath, type WriteFormat } from './file-names.ts'
import { parseMaskCode } from './mask-code.ts'
import type { PythonRandom } from './python-random.ts'

/** What `--path` is, with names in the order of the file system, which decides what a seeded draw gives to whom. */
export type CompatListing =
  | { readonly kind: 'missing' }
  | { readonly kind: 'file' }
  | {
      readonly kind: 'folder'
      readonly files: readonly string[]
      /** Only one level is gone down. */
      readonly folders: readonly { readonly name: string; readonly files: readonly string[] }[]
    }

/** One picture to be masked. */
export interface CompatJob {
  readonly input: string
  readonly request: CompatRequest
  /** One for each type that is drawn. `format` is null where the original finds no writer for the name. */
  readonly outputs: readonly { readonly type: string; readonly path: string; readonly format: WriteFormat | null }[]
  /** Where the picture itself is written again; null for nowhere. */
  readonly original: string | null
  /** Whether the count of faces is printed. */
  readonly sayFaces: boolean
}

/** What the original does one after another; folders that exist are left as they are. */
export type CompatStep =
  | { readonly kind: 'say'; readonly line: string }
  | { readonly kind: 'make-folder'; readonly path: string }
  | { readonly kind: 'mask'; readonly job: CompatJob }

/**
 * What the original does with a path: which files it takes, where it writes, what it prints (without its banner), and which
 * masks it draws.
 *
 * @param context.types of the configuration, for `random` and `all`
 * @param context.random one draw for each picture when there is a code or the type is `random`
 */
export function planCompatRun(
  listing: CompatListing,
  options: CompatOptions,
  context: { types: readonly string[]; random: PythonRandom },
): readonly CompatStep[] {
  const steps: CompatStep[] = []
  const say = (...lines: string[]) => {
    for (const line of lines) steps.push({ kind: 'say', line })
  }
  const draw = drawer(options, context)
  const mask = (input: string, pathOf: (type: string) => string, original: string | null) => {
    const request = draw.next()
    const types = request.type === 'all' ? context.types : [request.type]
    const outputs = types.map((type) => ({ type, path: pathOf(type), format: formatOf(pathOf(type)) }))
    steps.push({ kind: 'mask', job: { input, request, outputs, original, sayFaces: options.verbose } })
  }
  const isPicture = (path: string) => {
    const is = isPicturePath(path)
    if (!is) say('Please input image file. png / jpg')
    return is
  }

  const { path, verbose } = options
  if (listing.kind === 'missing') {
    say('Path is neither a valid file or a valid directory')
  } else if (listing.kind === 'file') {
    say('Masking image file')
    if (isPicture(path)) mask(path, (type) => outputPath('', path, type), null)
  } else {
    const target = `${path}_masked`
    if (listing.files.length > 0) {
      say(...heading('Masking image files'))
      steps.push({ kind: 'make-folder', path: target })
    }
    for (const file of listing.files) {
      const input = `${path}/${file}`
      if (!isPicture(input)) continue
      if (verbose) say(`Processing: ${input}`)
      mask(input, (type) => outputPath(`${target}/`, file, type), null)
    }
    say(...heading('Masking image directories'))
    for (const folder of listing.folders) {
      const folderTarget = `${target}/${folder.name}`
      steps.push({ kind: 'make-folder', path: folderTarget })
      for (const file of folder.files) {
        const input = `${path}/${folder.name}/${file}`
        if (verbose) say(`Processing: ${input}`)
        if (isPicture(input)) {
          const original = options.writeOriginal ? `${folderTarget}/${file}` : null
          mask(input, (type) => outputPath(`${folderTarget}/`, file, type), original)
        }
        if (verbose) say(...numpyArray(draw.counts))
      }
    }
  }
  say('Processing Done')
  return steps
}

/** The masks that are drawn, one for each picture, and how often each entry of the code was. */
function drawer(
  options: CompatOptions,
  { types, random }: { types: readonly string[]; random: PythonRandom },
): { next: () => CompatRequest; counts: readonly number[] } {
  const { colour, colourWeight, pattern, patternWeight } = options
  const entries = parseMaskCode(options.code)
  const counts = entries.map(() => 0)
  const next = (): CompatRequest => {
    if (options.code !== '') {
      const drawn = random.below(entries.length)
      counts[drawn]!++
      return { ...entries[drawn]!, colourWeight, patternWeight }
    }
    const type = options.maskType === 'random' ? types[random.below(types.length)]! : options.maskType
    return { type, colour, colourWeight, pattern, patternWeight }
  }
  return { next, counts }
}

/** An empty line, then the text between bars. */
function heading(text: string): string[] {
  const dashes = '-'.repeat(Math.floor((60 - text.length) / 2))
  const line = `${dashes} ${text} ${dashes}`
  const bar = '-'.repeat(line.length)
  return ['', bar, line, bar]
}

/** Counts as NumPy prints an array of floats: one width for all, lines of at most 75 characters. */
function numpyArray(counts: readonly number[]): string[] {
  const texts = counts.map((count) => `${count}.`)
  const width = Math.max(...texts.map((text) => text.length))
  const lines: string[] = []
  let line = '['
  for (const [i, text] of texts.entries()) {
    const word = `${i === 0 ? '' : ' '}${text.padStart(width)}`
    if (line.length + word.length > 74 && i > 0) {
      lines.push(line)
      line = ` ${text.padStart(width)}`
    } else {
      line += word
    }
  }
  return [...lines, `${line}]`]
}
