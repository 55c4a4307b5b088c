import { open, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { DatasetError } from '#error.ts'
import { maskedByName } from '#folder/mask-words.ts'
import { isFlatPairLine } from './flat-pairs/parse-flat-pairs.ts'
import { bareStem } from './folders/open-portraits.ts'
import type { LayoutName } from './layout.ts'
import { type FolderLook, lookAtFolder, lookInside, withEnding } from './look-at-folder.ts'
import { findMegafaceLists } from './megaface/open-megaface.ts'

/** How a set lies on disk, as far as a look at some of its folders tells. */
export interface DetectedLayout {
  readonly layout: LayoutName
  /** What is to be opened: a folder, a pack or a list; absolute. */
  readonly path: string
  /** A sentence. */
  readonly because: string
  /** What else lies there, in sentences. */
  readonly beside: readonly string[]
}

/** So many people's folders are looked at. Our choice. */
const mostFolders = 200

/**
 * Tells how a set lies on disk. A file is what its ending says; a folder is looked at, one that holds nothing but another folder is left
 * for that one. What no other layout claims is `people`: opening it tells what is wrong.
 *
 * @throws DatasetError `folder-missing`, `folder-unreadable`, `outside-folder`; `unknown-layout` for a file that is no pack and no list
 */
export async function detectLayout(path: string): Promise<DetectedLayout> {
  const root = resolve(path)
  const isFile = await stat(root).then(
    (stats) => stats.isFile(),
    () => false,
  )
  return isFile ? ofFile(root) : ofFolder(root)
}

function ofFile(path: string): DetectedLayout {
  const layout = { '.rec': 'recordio', '.bin': 'verification-pack', '.csv': 'list' }[extname(path).toLowerCase()]
  if (layout === undefined) {
    throw new DatasetError({
      code: 'unknown-layout',
      message: `Expected a folder, or a file that ends in .rec, .bin or .csv, but received ${path}`,
      details: { path },
    })
  }
  return { layout: layout as LayoutName, path, because: `${basename(path)} is a file of that kind.`, beside: [] }
}

async function ofFolder(root: string): Promise<DetectedLayout> {
  const look = await lookAtFolder(root, root)
  const packs = withEnding(look.files, '.bin').map((name) => join(root, name))
  const [records] = withEnding(look.files, '.rec')
  if (records !== undefined) {
    const others = [...withEnding(look.files, '.rec').slice(1), ...packs.map((pack) => basename(pack))]
    return {
      layout: 'recordio',
      path: join(root, records),
      because: `There is ${records}.`,
      beside: others.length === 0 ? [] : [`${others.join(', ')} are sets of their own: name the file to open one.`],
    }
  }
  const lists = await findMegafaceLists(root)
  if (lists !== null) {
    return {
      layout: 'megaface',
      path: root,
      because: `There are ${basename(lists.probes)} and ${basename(lists.distractors)}.`,
      beside: [],
    }
  }
  for (const name of look.files.filter((file) => /^pairs.*\.txt$/i.test(file))) {
    if (!isFlatPairLine(await firstLine(join(root, name)))) continue
    return { layout: 'flat-pairs', path: join(root, name), because: `${name} pairs files by their names.`, beside: [] }
  }
  const inside = await lookInside(look, root, mostFolders)
  const deeper = await claimedByDepth(look, inside)
  if (deeper !== null) return deeper
  if (look.pictures === 0 && packs.length === 1 && inside.every(({ pictures }) => pictures === 0)) {
    return {
      layout: 'verification-pack',
      path: packs[0]!,
      because: `There is ${basename(packs[0]!)} and no picture.`,
      beside: [],
    }
  }
  const [only, ...rest] = look.folders
  if (only !== undefined && rest.length === 0 && look.pictures === 0 && !look.files.includes('labels.csv')) {
    // an archive's own folder around the set
    if (inside[0]!.pictures === 0) {
      const found = await ofFolder(join(root, only))
      return { ...found, beside: [`The set lies in ${only}.`, ...found.beside] }
    }
  }
  if (inside.length > 1 && !look.files.includes('labels.csv') && inside.every(isPortraits)) {
    return {
      layout: 'portraits',
      path: root,
      because: `Every person has one picture that is named ${bareStem}, and others.`,
      beside: [],
    }
  }
  const count =
    packs.length === 0
      ? []
      : [`${packs.map((pack) => basename(pack)).join(', ')} are sets of their own: name the file to open one.`]
  return {
    layout: 'people',
    path: root,
    because: `There are ${look.folders.length} folders, each taken as a person.`,
    beside: count,
  }
}

/** Layouts whose pictures lie deeper than `person/photo.jpg`, or anywhere that a list says. */
async function claimedByDepth(look: FolderLook, inside: readonly FolderLook[]): Promise<DetectedLayout | null> {
  const nested = inside.filter(({ folders, pictures }) => folders.length > 0 && pictures === 0)
  const hasLabels = look.files.includes('labels.csv')
  if (hasLabels && (look.pictures > 0 || inside.some(({ folders }) => folders.length > 0))) {
    return {
      layout: 'list',
      path: join(look.path, 'labels.csv'),
      because: 'labels.csv names pictures that do not all lie in person/photo.jpg.',
      beside: [],
    }
  }
  if (nested.length === 0 || hasLabels) return null
  const masked = look.folders.filter((name) => maskedByName(name) === true)
  if (masked.length > 0 && look.folders.length > 1) {
    return {
      layout: 'mask-trees',
      path: look.path,
      because: `The name of ${masked.join(', ')} says masked, and it holds folders.`,
      beside: [],
    }
  }
  const people = new Map<string, number>()
  for (const { folders } of nested) for (const name of folders) people.set(name, (people.get(name) ?? 0) + 1)
  const shared = [...people.values()].filter((count) => count > 1).length
  if (nested.length > 1 && nested.length === inside.length && shared * 2 >= people.size) {
    return {
      layout: 'sessions',
      path: look.path,
      because: `Folders of folders repeat in several of them, such as ${[...people].find(([, count]) => count > 1)![0]}: sessions of people.`,
      beside: [],
    }
  }
  return null
}

function isPortraits({ files, folders, pictures }: FolderLook): boolean {
  const portraits = files.filter((name) => name.slice(0, -extname(name).length) === bareStem)
  return folders.length === 0 && pictures > 1 && portraits.length === 1
}

/** The first line of a list, as far as it is of use; an empty one when it cannot be read. */
async function firstLine(path: string): Promise<string> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
  return buffer
    .subarray(0, bytesRead)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)[0]!
}
