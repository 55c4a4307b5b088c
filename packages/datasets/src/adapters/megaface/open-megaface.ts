import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Dataset } from '#dataset.ts'
import { DatasetError } from '#error.ts'
import { readList } from '#folder/read-list.ts'
import { walkPictures } from '#folder/walk-pictures.ts'
import { countNotes } from '../count-notes.ts'
import { type LabelledFile, openFiles } from '../open-files.ts'
import type { OpenOptions } from '../open-options.ts'

const PathsSchema = z.array(z.string().min(1)).min(1)
const ProbesSchema = z.object({ path: PathsSchema, id: z.array(z.string().min(1)) })
const DistractorsSchema = z.object({ path: PathsSchema })

/** Where MegaFace's development kit keeps its lists, and where people put them. */
const listFolders = ['', 'templatelists', 'devkit/templatelists'] as const

/** The lists of a folder; null where one is missing. */
export async function findMegafaceLists(root: string): Promise<{ probes: string; distractors: string } | null> {
  for (const folder of listFolders) {
    const path = join(root, folder)
    if (!existsSync(path)) continue
    const names = await readdir(path)
    const probes = names.filter((name) => /^facescrub.*_list\.json$/.test(name)).sort()
    // megaface_features_list.json_1000_1: how many, and which random choice of them
    const distractors = names
      .flatMap((name) => {
        const match = /^megaface.*_list\.json(?:_(\d+)_(\d+))?$/.exec(name)
        return match === null ? [] : [{ name, size: Number(match[1] ?? 0), choice: Number(match[2] ?? 0) }]
      })
      .sort((a, b) => b.size - a.size || a.choice - b.choice)
    if (probes.length > 0 && distractors.length > 0) {
      return { probes: join(path, probes[0]!), distractors: join(path, distractors[0]!.name) }
    }
  }
  return null
}

/**
 * Opens a set of MegaFace's kind: probes with names (`facescrub_features_list.json`: `path`, `id`) and distractors
 * (`megaface_features_list.json_1000_1`: `path`), the largest list that is there. Paths of the lists are looked up below the folder,
 * whatever folders lie before them. Every distractor is a person of its own; the attribute `role` is `probe` or `distractor`.
 *
 * @throws DatasetError `bad-labels` for a list that is wrong, `absent-photo` when none of its pictures is there; what reading files throws
 */
export async function openMegaface(folder: string, options: OpenOptions = {}): Promise<Dataset> {
  const root = resolve(folder)
  const lists = await findMegafaceLists(root)
  if (lists === null) {
    throw new DatasetError({
      code: 'folder-missing',
      message: `Expected a list of probes (facescrub_features_list.json) and one of distractors (megaface_features_list.json_1000_1) in ${root}, templatelists or devkit/templatelists`,
      details: { folder: root },
    })
  }
  const probes = await readJson(lists.probes, ProbesSchema)
  const distractors = await readJson(lists.distractors, DistractorsSchema)
  if (probes.id.length !== probes.path.length) {
    throw badList(
      lists.probes,
      `expected an id for each of ${probes.path.length} paths but received ${probes.id.length}`,
    )
  }
  const { pictures } = await walkPictures(root, options.signal)
  const files = new Map<string, LabelledFile>()
  let absent = 0
  let repeated = 0
  const find = byEnd(pictures.map(({ parts, path }) => ({ id: parts.join('/'), path })))
  const add = (
    list: string,
    listed: readonly string[],
    role: string,
    personOf: (index: number, id: string) => string,
  ) => {
    let found = 0
    for (const [index, path] of listed.entries()) {
      const picture = find(path)
      if (picture === null) {
        absent++
        continue
      }
      found++
      if (files.has(picture.id)) {
        repeated++
        continue
      }
      const label = { person: personOf(index, picture.id), masked: false, attributes: { role } }
      files.set(picture.id, { ...picture, label })
    }
    if (found > 0) return
    throw new DatasetError({
      code: 'absent-photo',
      message: `${basename(list)}: expected its pictures below ${root} but none of ${listed.length} is there, such as ${listed[0]}`,
      details: { file: list, photo: listed[0] },
    })
  }
  add(lists.probes, probes.path, 'probe', (index) => probes.id[index]!)
  add(lists.distractors, distractors.path, 'distractor', (_index, id) => `distractor ${id}`)
  return openFiles(
    {
      name: options.name ?? basename(root),
      what: 'Probes and distractors',
      files: [...files.values()],
      pairs: null,
      notes: [
        `Lists: ${basename(lists.probes)} and ${basename(lists.distractors)}.`,
        ...countNotes([
          [absent, 'listed pictures are not here and are left out.'],
          [repeated, 'lines repeat a picture; the first one counts.'],
        ]),
      ],
    },
    options.signal,
  )
}

/** Finds the picture whose path ends as a list says; null when none or several do. */
function byEnd(
  pictures: readonly { readonly id: string; readonly path: string }[],
): (listed: string) => { readonly id: string; readonly path: string } | null {
  const byName = new Map<string, { readonly id: string; readonly path: string }[]>()
  for (const picture of pictures) {
    const name = picture.id.slice(picture.id.lastIndexOf('/') + 1)
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [picture])
    else same.push(picture)
  }
  return (listed) => {
    const end = listed.replaceAll('\\', '/').replace(/^(\.?\/)+/, '')
    const name = end.slice(end.lastIndexOf('/') + 1)
    const matches = (byName.get(name) ?? []).filter(({ id }) => id === end || id.endsWith(`/${end}`))
    return matches.length === 1 ? matches[0]! : null
  }
}

async function readJson<Value>(path: string, schema: z.ZodType<Value>): Promise<Value> {
  const text = await readList(path, basename(path), 'bad-labels')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw badList(path, `expected JSON but ${cause instanceof Error ? cause.message : String(cause)}`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw badList(path, z.prettifyError(parsed.error).replaceAll('\n', ' '))
}

function badList(path: string, message: string): DatasetError {
  const file = basename(path)
  return new DatasetError({ code: 'bad-labels', message: `${file}: ${message}`, details: { file } })
}
