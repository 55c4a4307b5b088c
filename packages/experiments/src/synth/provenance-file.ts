import { openRecordFile, type RecordFile } from '../picture-folder/record-file.ts'
import { type KnownLine, type ProvenanceLine, parseProvenanceLine } from './provenance-line.ts'

export const provenanceName = 'provenance.jsonl'

/** The record of an output folder, one line for each picture. */
export interface ProvenanceFile extends Pick<RecordFile<KnownLine>, 'finish'> {
  /** The last line of each file that earlier runs wrote. */
  readonly known: ReadonlyMap<string, KnownLine>
  add(line: ProvenanceLine): Promise<void>
}

/**
 * @param folder output folder, which exists
 * @throws PictureFolderError `unwritable-output`, here and from `add` and `finish`
 */
export async function openProvenanceFile(folder: string): Promise<ProvenanceFile> {
  const { known, add, finish } = await openRecordFile({
    folder,
    name: provenanceName,
    parse: parseProvenanceLine,
    isFirst: () => true,
  })
  return {
    known: new Map([...known].map(([file, [line]]) => [file, line!])),
    add: (line) => add(line.file, [line]),
    finish,
  }
}
