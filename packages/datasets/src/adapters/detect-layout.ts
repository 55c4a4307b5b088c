import { open, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { DatasetError } from '#error.ts'
import { listNames } from '#folder/list-photo-files.ts'
import { maskedByName } from '#folder/mask-words.ts'
import { readLabels } from '#folder/parse-labels.ts'
import { readList } from '#folder/read-list.ts'
import { isFlatPairLine } from './flat-pairs/parse-flat-pairs.ts'
import { bareStem } from './folders/open-portraits.ts'
import { type LayoutName, layouts } from './layout.ts'
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

/** In a folder, the name of its layout: for what a look takes for something else. */
const layoutFile = 'layout.txt'

/**
 * Tells how a set lies on disk. A file is what its ending says. A folder is what its `layout.txt` says, one word, else it is looked at; one
 * that holds nothing but another folder is left for that one. What no other layout claims is `people`: opening it tells what is wrong.
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

const layoutOfEnding: Readonly<Record<string, LayoutName>> = {
  '.rec': 'recordio',
  '.bin': 'verification-pack',
  '.csv': 'list',
}

function ofFile(path: string): DetectedLayout {
  const layout = layoutOfEnding[extname(path).toLowerCase()]
  if (layout !== undefined) return { layout, path, because: `${basename(path)} is a file of that kind.`, beside: [] }
  throw new DatasetError({
    code: 'unknown-layout',
    message: `Expected a folder, or a file that ends in ${Object.keys(layoutOfEnding).join(', ')}, but received ${path}`,
    details: { path },
  })
}

async function ofFolder(root: string): Promise<DetectedLayout> {
  const look = await lookAtFolder(root, root)
  if (look.files.includes(layoutFile)) return asTold(look)
  const inside = await lookInside(look, root, mostFolders)
  const found =
    ofPack(look) ??
    (await ofMegaface(look)) ??
    (await ofFlatPairs(look)) ??
    (await ofLabels(look, inside)) ??
    ofDepth(look, inside) ??
    ofPortraits(look, inside)
  if (found !== null) return found
  const [only, ...rest] = look.folders
  const isWrapped = only !== undefined && rest.length === 0 && look.pictures === 0 && inside[0]!.pictures === 0
  if (isWrapped && !look.files.includes('labels.csv')) {
    const wrapped = await ofFolder(join(root, only))
    return { ...wrapped, beside: [`The set lies in ${only}.`, ...wrapped.beside] }
  }
  const lists = look.files.filter((name) => listNames.has(name))
  const because = `There are ${look.folders.length} folders, each taken as a person${lists.length === 0 ? '' : `, with ${lists.join(' and ')}`}.`
  return { layout: 'people', path: root, because, beside: otherPacks(withEnding(look.files, '.bin')) }
}

async function asTold(look: FolderLook): Promise<DetectedLayout> {
  const word = (await readList(join(look.path, layoutFile), layoutFile, 'unknown-layout')).trim()
  const layout = layouts.find(({ name }) => name === word)
  const wrong = (expected: string) =>
    new DatasetError({
      code: 'unknown-layout',
      message: `${layoutFile}, line 1: expected ${expected} but received ${JSON.stringify(word)}`,
      details: { file: layoutFile, line: 1 },
    })
  if (layout === undefined) throw wrong(layouts.map(({ name }) => name).join(', '))
  const files: Partial<Record<LayoutName, readonly string[]>> = {
    recordio: withEnding(look.files, '.rec'),
    'verification-pack': withEnding(look.files, '.bin'),
    list: look.files.filter((name) => name === 'labels.csv'),
    'flat-pairs': pairLists(look),
  }
  const candidates = files[layout.name]
  const file = candidates?.[0]
  if (candidates !== undefined && file === undefined) throw wrong(`a layout of files that are there`)
  const path = file === undefined ? look.path : join(look.path, file)
  return { layout: layout.name, path, because: `${layoutFile} says so.`, beside: [] }
}

function ofPack(look: FolderLook): DetectedLayout | null {
  const packs = withEnding(look.files, '.bin')
  const [records, ...otherRecords] = withEnding(look.files, '.rec')
  if (records !== undefined) {
    const beside = otherPacks([...otherRecords, ...packs])
    return { layout: 'recordio', path: join(look.path, records), because: `There is ${records}.`, beside }
  }
  const [pack, ...others] = packs
  if (pack === undefined || others.length > 0 || look.pictures > 0 || look.folders.length > 0) return null
  const because = `There is ${pack} and nothing that holds pictures.`
  return { layout: 'verification-pack', path: join(look.path, pack), because, beside: [] }
}

function otherPacks(names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${names.join(', ')} are sets of their own: name the file to open one.`]
}

async function ofMegaface({ path }: FolderLook): Promise<DetectedLayout | null> {
  const lists = await findMegafaceLists(path)
  if (lists === null) return null
  const because = `There are ${basename(lists.probes)} and ${basename(lists.distractors)}.`
  return { layout: 'megaface', path, because, beside: [] }
}

/** `pairs.txt` alone where it is there: others are parts of it, or of another release. */
function pairLists({ files }: FolderLook): string[] {
  return files.includes('pairs.txt') ? ['pairs.txt'] : files.filter((name) => /pairs?(_.*)?\.txt$/i.test(name))
}

async function ofFlatPairs(look: FolderLook): Promise<DetectedLayout | null> {
  for (const name of pairLists(look)) {
    const path = join(look.path, name)
    if (!isFlatPairLine(await firstLine(path))) continue
    return { layout: 'flat-pairs', path, because: `${name} pairs files by their names.`, beside: [] }
  }
  return null
}

/** Labels of pictures that do not all lie in `person/photo.jpg`. */
async function ofLabels(look: FolderLook, inside: readonly FolderLook[]): Promise<DetectedLayout | null> {
  if (!look.files.includes('labels.csv')) return null
  const path = join(look.path, 'labels.csv')
  const isPeople = inside.every(({ folders }) => folders.length === 0) && inside.some(({ pictures }) => pictures > 0)
  if (isPeople && (look.pictures === 0 || !(await namesOtherPlaces(path)))) return null
  return {
    layout: 'list',
    path,
    because: 'labels.csv names pictures that do not all lie in person/photo.jpg.',
    beside: [],
  }
}

async function namesOtherPlaces(path: string): Promise<boolean> {
  const lines = readLabels(await readList(path, basename(path), 'bad-labels'), basename(path))
  return lines.some(({ file }) => file.split('/').length !== 2)
}

/** Pictures in folders of folders. */
function ofDepth(look: FolderLook, inside: readonly FolderLook[]): DetectedLayout | null {
  const nested = inside.filter(({ folders, pictures }) => folders.length > 0 && pictures === 0)
  if (nested.length === 0) return null
  const masked = look.folders.filter((name) => maskedByName(name) === true)
  if (masked.length > 0 && look.folders.length > 1) {
    const because = `The name of ${masked.join(', ')} says masked, and there are folders of people in it.`
    return { layout: 'mask-trees', path: look.path, because, beside: [] }
  }
  const counts = new Map<string, number>()
  for (const { folders } of nested) for (const name of folders) counts.set(name, (counts.get(name) ?? 0) + 1)
  const repeated = [...counts].filter(([, count]) => count > 1).map(([name]) => name)
  if (nested.length < 2 || nested.length < inside.length || repeated.length * 2 < counts.size) return null
  const because = `Folders of the same names, such as ${repeated[0]}, lie in several folders: sessions of people.`
  return { layout: 'sessions', path: look.path, because, beside: [] }
}

/** Most people have a picture that is named as bare, and others. */
function ofPortraits(look: FolderLook, inside: readonly FolderLook[]): DetectedLayout | null {
  const portraits = inside.filter(
    ({ files, pictures }) => pictures > 1 && files.filter((name) => stemOf(name) === bareStem).length === 1,
  )
  const isFlat = inside.every(({ folders }) => folders.length === 0)
  if (!isFlat || look.files.includes('labels.csv') || inside.length < 2 || portraits.length * 2 < inside.length)
    return null
  const because = `One picture of most people is named ${bareStem}, and there are others.`
  return { layout: 'portraits', path: look.path, because, beside: [] }
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length)
}

/** The first line of a list, as far as it is of use. */
async function firstLine(path: string): Promise<string> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
  return buffer
    .subarray(0, bytesRead)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)[0]!
}
