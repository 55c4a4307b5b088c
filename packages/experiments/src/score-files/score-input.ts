import { basename, extname } from 'node:path'
import { type SettingId, SettingIdSchema } from '@maskmirror/evaluation'
import { ScoreCommandError } from './error.ts'

/** The files of one system, under one name. */
export interface ScoreInput {
  readonly name: string
  /** One file that says which pairs are genuine, or two lists. `-` is standard input. */
  readonly files: readonly { readonly path: string; readonly genuine?: boolean }[]
  /** The list of pairs that the scores of a single file belong to, in its order; null when the file says what it scores. */
  readonly pairs: string | null
}

export interface GivenFiles {
  /** `file` or `name=file`. */
  readonly files: readonly string[]
  /** As many lists of genuine as of impostor scores; the first of each belong together, and so on. */
  readonly genuine: readonly string[]
  readonly impostor: readonly string[]
  /** A list of pairs for all files, which then hold nothing but scores. */
  readonly pairs?: string
}

/**
 * What is to be read, each under a name of its own: the one given, else the file's without ending.
 *
 * @throws ScoreCommandError `bad-option` for nothing at all, lists without counterpart, names that occur twice, standard input twice
 */
export function scoreInputs({ files, genuine, impostor, pairs }: GivenFiles): ScoreInput[] {
  if (genuine.length !== impostor.length) {
    throw bad(`Expected as many --impostor as --genuine but received ${impostor.length} and ${genuine.length}`)
  }
  if (pairs !== undefined && genuine.length > 0) {
    throw bad('Expected --pairs with files of scores, or --genuine and --impostor, but received both')
  }
  const single = files.map((given) => {
    const { name, path } = nameAndPath(given)
    return { name: name ?? usualName(path), files: [{ path }], pairs: pairs ?? null }
  })
  const lists = genuine.map((given, i) => {
    const { name, path } = nameAndPath(given)
    const other = nameAndPath(impostor[i]!).path
    return {
      name: name ?? commonName(usualName(path), usualName(other)),
      files: [
        { path, genuine: true },
        { path: other, genuine: false },
      ],
      pairs: null,
    }
  })
  const inputs: ScoreInput[] = [...single, ...lists]
  if (inputs.length === 0) throw bad('Expected a file of scores, or --genuine and --impostor, but received none')
  const names = inputs.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) {
    throw bad(`Expected each file to have a name of its own but "${twice}" occurs twice. Name them: name=file`)
  }
  if (inputs.flatMap((input) => input.files).filter(({ path }) => path === '-').length > 1) {
    throw bad('Expected standard input (-) once at most but received it twice')
  }
  return inputs
}

/** The id of a system, or of one of our settings when its name is one. */
export function settingIdOf(name: string): SettingId {
  const known = SettingIdSchema.safeParse(name.toLowerCase())
  return known.success ? known.data : `system:${name}`
}

/** A name is what stands before the first `=`, unless that is part of a path. */
function nameAndPath(given: string): { name: string | null; path: string } {
  const sign = given.indexOf('=')
  if (sign <= 0 || /[/\\]/.test(given.slice(0, sign))) return { name: null, path: given }
  return { name: given.slice(0, sign), path: given.slice(sign + 1) }
}

function usualName(path: string): string {
  return path === '-' ? 'standard input' : basename(path, extname(path))
}

/** `run1` for `run1_genuine` and `run1_impostor`. */
function commonName(genuine: string, impostor: string): string {
  let length = 0
  while (length < genuine.length && genuine[length] === impostor[length]) length++
  const common = genuine.slice(0, length).replace(/[\s_.-]+$/, '')
  return common === '' ? genuine : common
}

function bad(message: string): ScoreCommandError {
  return new ScoreCommandError({ code: 'bad-option', message })
}
