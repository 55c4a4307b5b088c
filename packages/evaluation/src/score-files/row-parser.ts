import type { ChunkBuilder } from './chunk-builder.ts'
import { chunkSize, createChunkBuilder, takeChunk, withKept } from './chunk-builder.ts'
import { parseDecimal } from './decimal.ts'
import type { NameIndex } from './name-index.ts'
import { createNameIndex } from './name-index.ts'
import type { RowLayout } from './row-layout.ts'
import { separatorName } from './row-layout.ts'
import type { KeptNames, ScoreChunk, ScoreFileNames } from './score-chunk.ts'
import { scoreFileError } from './score-file-error.ts'
import { createSplitLine, splitPlain, splitQuoted } from './split-line.ts'
import { lineRule, longestLine } from './whole-lines.ts'

/** Turns lines into chunks of comparisons. */
export interface RowParser extends ScoreFileNames {
  /** Whole lines; returns the chunks that became full. */
  push(lines: Uint8Array): ScoreChunk[]
  /** What is left at the end; null for nothing. */
  finish(): ScoreChunk | null
  /** From now on, chunks come without pictures, or without people too: there are more than anyone wants to hold. */
  forgetNames(kept: 'people' | 'none'): void
  nameCounts(): { readonly people: number; readonly pictures: number }
  /** Number of the next line. */
  lineNow(): number
  /** Presentation attacks left out: rows with an attack type, which are neither genuine nor impostor comparisons. */
  attacks(): number
}

export interface RowParserOptions {
  readonly file: string
  readonly layout: RowLayout
  readonly kept: KeptNames
  /** Class of every comparison of a list; null when lines say it. */
  readonly genuine: boolean | null
  /** Scores of the lines in their order, where lines have none. Default: lines have one. */
  readonly scores?: Float64Array
}

/** @throws EvaluationError `score-file-malformed` from `push` */
export function createRowParser({
  file,
  layout,
  kept,
  genuine,
  scores = new Float64Array(0),
}: RowParserOptions): RowParser {
  const { separator, columns, roles } = layout
  const { score, label, reference, probe, referencePerson, probePerson, setting, attack } = roles
  const hasPeople = referencePerson !== undefined && probePerson !== undefined
  const offered = {
    people: hasPeople,
    reference: reference !== undefined,
    probe: probe !== undefined,
    setting: setting !== undefined,
  }
  let builder: ChunkBuilder = createChunkBuilder(offered, kept)
  let [people, pictures] = [createNameIndex(), createNameIndex()]
  const settings = createNameIndex()
  const cells = createSplitLine(columns)
  let line = 1
  let row = 0
  let attacks = 0
  let emptyLine = 0

  const textOf = (bytes: Uint8Array, start: number, end: number) => new TextDecoder().decode(bytes.subarray(start, end))
  const cellText = (column: number) => textOf(cells.bytes, cells.starts[column]!, cells.ends[column]!)
  const number = (names: NameIndex, column: number, name: string) => {
    const start = cells.starts[column]!
    const end = cells.ends[column]!
    if (start === end) throw scoreFileError(file, line, `${name} not to be empty`, '')
    const known = names.count
    const index = names.indexOf(cells.bytes, start, end)
    if (names.count > known && !isUtf8(cells.bytes.subarray(start, end))) {
      // other encodings would become the same replacement characters, and two people one
      throw scoreFileError(file, line, `${name} in UTF-8`, cellText(column), 'save the file as UTF-8')
    }
    return index
  }

  const classOf = (): number => {
    const bySide = hasPeople
      ? Number(sameCell(cells.bytes, cells.starts, cells.ends, referencePerson, probePerson))
      : -1
    if (label === undefined) return bySide >= 0 ? bySide : Number(genuine)
    const start = cells.starts[label]!
    const byLabel =
      cells.ends[label]! === start + 1 ? cells.bytes[start]! - 48 : classOfWord(cellText(label).trim().toLowerCase())
    if (byLabel !== 0 && byLabel !== 1) {
      throw scoreFileError(file, line, 'label to be 1 or genuine, 0 or impostor', cellText(label))
    }
    if (bySide >= 0 && bySide !== byLabel) {
      throw scoreFileError(
        file,
        line,
        `label ${bySide} for ${bySide === 1 ? 'one person' : 'two people'} (${cellText(referencePerson!)}, ${cellText(probePerson!)})`,
        cellText(label),
      )
    }
    return byLabel
  }

  const scoreOfRow = (): number => {
    if (score === undefined) {
      if (row < scores.length) return scores[row]!
      throw scoreFileError(file, line, `${scores.length} pairs, as many as scores,`, 'more')
    }
    const value = parseDecimal(cells.bytes, cells.starts[score]!, cells.ends[score]!)
    if (Number.isFinite(value)) return value
    const text = cellText(score)
    const plain = parseDecimal(new TextEncoder().encode(text.trim()), 0, text.trim().length)
    if (Number.isFinite(plain)) return plain // blanks beside a number
    throw scoreFileError(file, line, `score to be ${scoreRule(text, plain)}`, text)
  }

  const takeRow = () => {
    if (attack !== undefined && cells.starts[attack] !== cells.ends[attack]) {
      attacks++
      return
    }
    if (hasPeople) {
      for (const [name, column] of [
        ['the reference person', referencePerson],
        ['the probe person', probePerson],
      ] as const) {
        if (cells.starts[column] === cells.ends[column]) throw scoreFileError(file, line, `${name} not to be empty`, '')
      }
    }
    const { count } = builder
    builder.scores[count] = scoreOfRow()
    builder.genuine[count] = classOf()
    if (builder.referencePerson !== null) {
      builder.referencePerson[count] = number(people, referencePerson!, 'the reference person')
      builder.probePerson![count] = number(people, probePerson!, 'the probe person')
    }
    if (builder.reference !== null) builder.reference[count] = number(pictures, reference!, 'the reference')
    if (builder.probe !== null) builder.probe[count] = number(pictures, probe!, 'the probe')
    if (builder.setting !== null) builder.setting[count] = number(settings, setting!, 'the setting')
    builder.count = count + 1
    row++
  }

  const requireCells = (bytes: Uint8Array, start: number, end: number) => {
    if (cells.count === columns) return
    const text = textOf(bytes, start, end)
    const other = [9, 32, 44, 59].find((one) => one !== separator && bytes.subarray(start, end).includes(one))
    const remark =
      cells.count < columns && other !== undefined
        ? `${separatorName(other)} mixed in`
        : `${cells.count} ${cells.count === 1 ? 'cell' : 'cells'}`
    const place = layout.headerLines === 1 ? 'the header' : 'the first line'
    const rule =
      columns === 1 ? 'one score' : `${columns} cells separated by ${separatorName(separator)}, as in ${place},`
    throw scoreFileError(file, line, rule, text, remark)
  }

  const takeLine = (bytes: Uint8Array, start: number, lineEnd: number, quoted: boolean) => {
    const end = lineEnd > start && bytes[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd
    if (end - start > longestLine) throw scoreFileError(file, line, lineRule, textOf(bytes, start, start + 40))
    if (end === start) {
      if (emptyLine === 0) emptyLine = line
    } else if (line > layout.headerLines) {
      if (emptyLine > 0) throw scoreFileError(file, emptyLine, 'no empty line before the end', '')
      if (!quoted) splitPlain(cells, bytes, start, end, separator)
      else if (!splitQuoted(cells, bytes, start, end, separator)) {
        throw scoreFileError(file, line, 'closed quotes', textOf(bytes, start, end))
      }
      requireCells(bytes, start, end)
      takeRow()
    }
    line++
  }

  return {
    push: (bytes) => {
      const full: ScoreChunk[] = []
      let start = 0
      let quoted = false
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i]!
        if (byte > 34) continue
        if (byte === 10) {
          takeLine(bytes, start, i, quoted)
          if (builder.count === chunkSize) full.push(takeChunk(builder))
          start = i + 1
          quoted = false
        } else if (byte === 34) quoted = true
        else if (byte === 0) throw scoreFileError(file, line, 'text', 'a zero byte: this is a binary file')
      }
      if (start < bytes.length) {
        takeLine(bytes, start, bytes.length, quoted) // the last line may lack its line feed
        if (builder.count === chunkSize) full.push(takeChunk(builder))
      }
      return full
    },
    finish: () => {
      if (score === undefined && row < scores.length) {
        throw scoreFileError(file, null, `${scores.length} pairs, as many as scores,`, `${row} pairs`)
      }
      return builder.count === 0 ? null : takeChunk(builder)
    },
    forgetNames: (kept) => {
      const begun = builder
      builder = withKept(begun, createChunkBuilder(offered, kept))
      if (kept === 'none') people = createNameIndex()
      pictures = createNameIndex()
    },
    nameCounts: () => ({ people: people.count, pictures: pictures.count }),
    lineNow: () => line,
    attacks: () => attacks,
    people: () => people.names(),
    pictures: () => pictures.names(),
    settings: () => settings.names(),
  }
}

function sameCell(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, a: number, b: number): boolean {
  const from = starts[a]!
  const other = starts[b]!
  const length = ends[a]! - from
  if (ends[b]! - other !== length) return false
  for (let i = 0; i < length; i++) if (bytes[from + i] !== bytes[other + i]) return false
  return true
}

/** 1 genuine, 0 impostor, -1 neither. */
function classOfWord(word: string): number {
  if (['1', '1.0', 'true', 'genuine', 'mated'].includes(word)) return 1
  return ['0', '0.0', '-1', 'false', 'impostor', 'non-mated'].includes(word) ? 0 : -1
}

function scoreRule(text: string, value: number): string {
  if (/^\s*[+-]?nan\s*$/i.test(text)) return 'a number (a comparison without score has to be left out)'
  return Math.abs(value) === Infinity || /^\s*[+-]?inf(inity)?\s*$/i.test(text) ? 'finite' : 'a decimal number'
}

function isUtf8(bytes: Uint8Array): boolean {
  if (bytes.every((byte) => byte < 128)) return true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
