import { MaskTheFaceError } from '#error.ts'
import { type IniSection, parseIni } from './parse-ini.ts'

/** x, y of six points in the order that the original gives to its homography: a, b, c, f, e, d. */
export type CompatPoints = Float64Array

/** A section of `masks.cfg`: one template picture and where the six points lie on it. */
export interface MaskSection {
  readonly name: string
  /** Path as written, relative to the folder that holds `masks/`. */
  readonly template: string
  /** In pixels of the template; points outside of it are allowed. */
  readonly anchors: CompatPoints
}

export interface MasksConfig {
  /** By name, in the file's order; null for a section without keys, such as `empty`. */
  readonly sections: ReadonlyMap<string, MaskSection | null>
  /** The types that `all` draws and `random` chooses from: the names that hold neither "left" nor "right". */
  readonly types: readonly string[]
}

const anchorKeys = ['mask_a', 'mask_b', 'mask_c', 'mask_f', 'mask_e', 'mask_d']

/**
 * Reads the original's mask configuration.
 *
 * @param text content of the file
 * @param file its name for messages
 * @throws MaskTheFaceError `bad-config` with file and line for a line that is no INI, a point that is not `x, y` in whole
 *   numbers, or a section that has some of its seven keys only
 */
export function parseMasksConfig(text: string, file: string): MasksConfig {
  const sections = new Map<string, MaskSection | null>()
  for (const section of parseIni(text, file)) sections.set(section.name, maskSection(section, file))
  const types = [...sections.keys()].filter((name) => !name.includes('left') && !name.includes('right'))
  return { sections, types }
}

function maskSection(section: IniSection, file: string): MaskSection | null {
  if (section.entries.size === 0) return null
  const numbers = new Map<string, number[]>()
  for (const [key, { value, line }] of section.entries) {
    // as the original does, every key but the template is read as numbers
    if (key !== 'template') numbers.set(key, wholeNumbers(value, { key, line, file }))
  }
  const template = section.entries.get('template')?.value
  const missing = ['template', ...anchorKeys].filter((key) => !section.entries.has(key))
  if (template === undefined || missing.length > 0) {
    throw new MaskTheFaceError({
      code: 'bad-config',
      message: `Expected section [${section.name}] of ${file}, line ${section.line}, to have template and mask_a to mask_f but it has no ${missing.join(', ')}`,
      details: { file, line: section.line, section: section.name },
    })
  }
  const anchors = anchorKeys.flatMap((key) => numbers.get(key)!)
  return { name: section.name, template, anchors: Float64Array.from(anchors) }
}

function wholeNumbers(value: string, where: { key: string; line: number; file: string }): number[] {
  const parts = value.split(',')
  const isPoint = !anchorKeys.includes(where.key) || parts.length === 2
  if (isPoint && parts.every((part) => /^\s*[+-]?\d+\s*$/.test(part))) return parts.map(Number)
  throw new MaskTheFaceError({
    code: 'bad-config',
    message: `Expected ${where.key} in ${where.file}, line ${where.line}, to be two whole numbers "x, y" but found "${value}"`,
    details: { file: where.file, line: where.line, key: where.key },
  })
}
