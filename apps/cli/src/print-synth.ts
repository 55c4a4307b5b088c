import type { ContactSheet, SynthPlan, SynthSummary } from '@maskmirror/experiments/synth'
import { shown } from './shown.ts'

/** What a run would do, one line a picture, without doing it. */
export function printSynthPlan({ pictures, output, ignored, listedButMissing, needsModels }: SynthPlan): void {
  for (const { file, given, look } of pictures) {
    const colour = typeof look.colour === 'string' ? look.colour : `rgb(${look.colour.join(', ')})`
    const faces = given === null || given.length === 1 ? '' : `, ${given.length} faces`
    const style = look.style === 'correct' ? '' : `, ${look.style}`
    console.log(`${shown(file)}: ${look.type}, ${colour}${style}${faces}`)
  }
  console.log(
    `\n${pictures.length} pictures would go to ${output}. Nothing was written. Faces ${needsModels ? 'would be looked for' : 'are given'}.`,
  )
  printLeftOut({ ignored, listedButMissing })
}

/** What is in the rows and columns of a sheet. */
export function printContactSheet({ rows, columns, failed }: ContactSheet, file: string): void {
  console.log(`${file}: the bare faces, then a row each of`)
  for (const [i, { type, style }] of rows.entries()) {
    const bare = failed.filter(({ row }) => row === i).length
    console.log(`  ${type}, ${style}${bare > 0 ? ` (${bare} faces allow none)` : ''}`)
  }
  console.log(`on ${columns.length === 0 ? 'nothing: no picture has a face' : columns.map(shown).join(', ')}`)
}

export function printSynthSummary(summary: SynthSummary, output: string): void {
  const { pictures, masked, alreadyDone, failed, failures, faces, facesFailed, seconds } = summary
  const again = alreadyDone > 0 ? `, ${alreadyDone} were there already` : ''
  const pace = seconds > 0 && masked > 0 ? `, ${(masked / seconds).toFixed(0)} a second` : ''
  console.log(
    `${masked} of ${pictures} pictures masked${again}, ${failed} failed; ${faces} masks in ${seconds.toFixed(1)} s${pace}`,
  )
  for (const { reason, count, first } of failures) {
    console.log(`  ${reason}: ${count}. First: ${shown(first.file)} (${first.detail})`)
  }
  if (facesFailed > 0) console.log(`  ${facesFailed} more faces in these pictures got no mask: see the record`)
  printLeftOut(summary)
  console.log(`Pictures and provenance.jsonl: ${output}`)
}

/** The summary with the share of each kind of work, for programs. */
export function synthSummaryJson(summary: SynthSummary, output: string): string {
  const { readMs, decodeMs, drawMs, encodeMs, writeMs } = summary.times
  const total = readMs + decodeMs + drawMs + encodeMs + writeMs
  return JSON.stringify({ output, ...summary, drawShare: total > 0 ? drawMs / total : null }, null, 2)
}

function printLeftOut({ ignored, listedButMissing }: Pick<SynthSummary, 'ignored' | 'listedButMissing'>): void {
  if (ignored > 0) console.log(`${ignored} files of the input are no pictures, hidden, or links to folders`)
  if (listedButMissing > 0) console.log(`${listedButMissing} files of the face list are not in the input`)
}
