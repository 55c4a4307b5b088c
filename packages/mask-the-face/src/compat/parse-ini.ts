import { MaskTheFaceError } from '#error.ts'

export interface IniSection {
  readonly name: string
  /** Line of its header, from 1. */
  readonly line: number
  readonly entries: ReadonlyMap<string, { readonly value: string; readonly line: number }>
}

interface OpenSection extends IniSection {
  readonly entries: Map<string, { value: string; line: number }>
}

/**
 * Reads INI text by the rules of Python's ConfigParser with its defaults: `key = value` or `key: value`, full-line
 * comments by # or ;, values that go on in deeper lines, keys of [DEFAULT] in every section, case kept.
 *
 * @param file name for messages
 * @returns the sections without [DEFAULT], in order
 * @throws MaskTheFaceError `bad-config` with file and line
 */
export function parseIni(text: string, file: string): readonly IniSection[] {
  const sections = new Map<string, OpenSection>()
  let current: OpenSection | null = null
  let key: string | null = null
  let keyIndent = 0
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1
    const content = raw.trim()
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue
    const indent = raw.length - raw.trimStart().length
    if (current !== null && key !== null && indent > keyIndent) {
      const entry = current.entries.get(key)!
      current.entries.set(key, { value: `${entry.value}\n${content}`, line: entry.line })
      continue
    }
    keyIndent = indent
    const header = /^\[(.+)\]/.exec(content)?.[1]
    if (header !== undefined) {
      if (sections.has(header) && header !== 'DEFAULT') throw broken(file, line, content, 'a new section name')
      current = sections.get(header) ?? { name: header, line, entries: new Map() }
      sections.set(header, current)
      key = null
      continue
    }
    const entry = /^(.*?)\s*[=:]\s*(.*)$/.exec(content)
    if (current === null) throw broken(file, line, content, 'a [section] first')
    if (entry === null || entry[1] === '') throw broken(file, line, content, '"key: value" or "[section]"')
    key = entry[1]!
    if (current.entries.has(key)) throw broken(file, line, content, `${key} once in a section`)
    current.entries.set(key, { value: withoutPercent(entry[2]!, file, line), line })
  }
  const defaults = sections.get('DEFAULT')?.entries ?? new Map()
  sections.delete('DEFAULT')
  return [...sections.values()].map((section) => ({
    ...section,
    entries: new Map([...defaults, ...section.entries]),
  }))
}

/** ConfigParser puts other values in for %(name)s, which no mask configuration needs: %% is all that is taken. */
function withoutPercent(value: string, file: string, line: number): string {
  if (/%/.test(value.replaceAll('%%', ''))) throw broken(file, line, value, '% only as %%')
  return value.replaceAll('%%', '%')
}

function broken(file: string, line: number, found: string, expected: string): MaskTheFaceError {
  return new MaskTheFaceError({
    code: 'bad-config',
    message: `Expected ${expected} in ${file}, line ${line}, but found "${found}"`,
    details: { file, line, found },
  })
}
