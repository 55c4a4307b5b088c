import type { FacesPlan, FacesSummary } from '@maskmirror/experiments/faces'
import { shown } from './shown.ts'

/** What a run would look at, one line a picture, without doing it. */
export function printFacesPlan({ pictures, output, ignored }: FacesPlan): void {
  for (const { file } of pictures) console.log(shown(file))
  console.log(`\n${pictures.length} pictures would be looked at for ${output}. Nothing was written.`)
  printIgnored(ignored)
}

export function printFacesSummary(summary: FacesSummary, pages: number, output: string): void {
  const { pictures, withFaces, alreadyDone, faces, facesFailed, failures, templates, masked, maskUnsure, quality } =
    summary
  const again = alreadyDone > 0 ? ` (${alreadyDone} were there already)` : ''
  console.log(`${faces} faces in ${withFaces} of ${pictures} pictures${again}, ${summary.seconds.toFixed(1)} s`)
  for (const { reason, count, first } of failures) {
    console.log(`  ${reason}: ${count}. First: ${shown(first.file)} (${shown(first.detail)})`)
  }
  if (facesFailed > 0) console.log(`  ${facesFailed} more faces in these pictures could not be used: see the record`)
  if (templates > 0) console.log(`  ${templates} faces got the landmarks of a mean face: their mesh was not trusted`)
  console.log(`  ${masked} faces wear a mask, ${maskUnsure} are unsure`)
  const doubts = Object.entries(quality).map(([reason, count]) => `${count} ${reason}`)
  if (doubts.length > 0) console.log(`  quality: ${doubts.join(', ')}`)
  if (summary.severalFrames > 0) {
    console.log(`  ${summary.severalFrames} pictures have several frames or pages: the first was taken`)
  }
  printIgnored(summary.ignored)
  if (pages > 0) console.log(`${pages} pages of the contact sheet: ${output}/contact-sheet`)
  console.log(`Faces: ${output}/faces.jsonl`)
}

function printIgnored(ignored: number): void {
  if (ignored > 0) console.log(`${ignored} files of the input are no pictures, hidden, or links to folders`)
}
