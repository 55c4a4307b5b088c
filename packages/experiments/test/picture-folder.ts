import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Landmarks } from '@maskmirror/core'
import { generatePicture } from '@maskmirror/datasets'

/** A new folder that is removed at the end of the scope. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'maskmirror-synth-')))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

/** A drawn face, 250×250. */
export function drawnFace(picture: number) {
  return generatePicture({ seed: 'synth', person: 'somebody', picture })
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
}

/** A face list, one line for each pair. */
export function faceList(faces: readonly (readonly [file: string, landmarks: Landmarks])[]): string {
  return faces.map(([file, { points }]) => `${JSON.stringify({ file, ibug68: [...points] })}\n`).join('')
}

/** Every file below a folder with its content in base64, hidden ones too. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents: Record<string, string> = {}
  for (const file of files.sort()) contents[file.slice(folder.length + 1)] = (await readFile(file)).toString('base64')
  return contents
}
