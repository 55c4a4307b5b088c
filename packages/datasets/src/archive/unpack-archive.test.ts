import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type TarMember, tarOf, type ZipMember, zipOf } from '../../test/archives.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { type UnpackOptions, unpackArchive } from './unpack-archive.ts'
import { usualLimits } from './unpack-limits.ts'

async function unpacked(bytes: Uint8Array, options: UnpackOptions) {
  await using folder = await temporaryFolder()
  const archive = join(folder.path, 'archive')
  await writeFile(archive, bytes)
  const target = join(folder.path, 'target')
  await unpackArchive(archive, target, options)
  const names = await readdir(target, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents: Record<string, string> = {}
  for (const file of files) contents[file.slice(target.length + 1)] = await readFile(file, 'utf8')
  return contents
}

const zip = (members: readonly ZipMember[], limits = usualLimits) => unpacked(zipOf(members), { kind: 'zip', limits })
const tar = async (members: readonly TarMember[], limits = usualLimits) =>
  unpacked(await tarOf(members), { kind: 'tar', limits })

describe('honest archives', () => {
  const content = { 'anna/1.jpg': 'one', 'bert/2.jpg': 'two', 'pairs.txt': '' }
  test('zip, stored and deflated', async () => {
    const members = [
      { name: 'anna/' },
      { name: 'anna/1.jpg', content: 'one' },
      { name: './bert/2.jpg', content: 'two', isDeflated: true },
      { name: 'pairs.txt' },
      { name: '__MACOSX/anna/._1.jpg', content: 'of the Finder' },
    ]
    expect(await zip(members)).toEqual(content)
  })

  test.each(['tar', 'tar.gz'] as const)('%s', async (kind) => {
    const bytes = await tarOf([
      { name: './', type: 'directory' },
      { name: 'anna', type: 'directory' },
      { name: 'anna/1.jpg', content: 'one' },
      { name: './bert/2.jpg', content: 'two' },
      { name: 'pairs.txt' },
    ])
    expect(await unpacked(kind === 'tar' ? bytes : gzipSync(bytes), { kind })).toEqual(content)
  })

  test('progress ends at the size of the archive', async () => {
    await using folder = await temporaryFolder()
    const archive = join(folder.path, 'archive')
    const bytes = gzipSync(await tarOf([{ name: 'a.jpg', content: 'a' }]))
    await writeFile(archive, bytes)
    const seen: number[] = []
    const onProgress = ({ done }: { done: number }) => seen.push(done)
    await unpackArchive(archive, join(folder.path, 'target'), { kind: 'tar.gz', onProgress, clockMs: () => 0 })
    expect(seen.at(-1)).toBe(bytes.length)
  })
})

describe('names that lead elsewhere or nowhere', () => {
  test.each([
    ['../out.jpg', /paths without \.\./],
    ['anna/../../out.jpg', /paths without \.\./],
    ['/etc/out.jpg', /relative paths/],
    ['anna\\..\\..\\out.jpg', /without \\ and :/],
    ['C:/out.jpg', /without \\ and :/],
    ['anna/1.jpg:stream', /without \\ and :/],
    ['anna/\u0000.jpg', /control characters/],
    ['anna/\u001b[2J.jpg', /control characters/],
    ['anna/NUL', /names of devices/],
    ['com1.jpg/a.jpg', /names of devices/],
    [`${'x'.repeat(256)}.jpg`, /names of at most 255 bytes/],
    [`${'folder/'.repeat(150)}1.jpg`, /paths of at most 1024 bytes/],
    ['./', /files with a name/],
  ])('%j in a zip', async (name, message) => {
    const member = name === './' ? { name: '.', content: 'x' } : { name, content: 'x' }
    await expect(zip([member])).rejects.toMatchObject({
      code: 'hostile-archive',
      message: expect.stringMatching(message),
    })
  })

  test.each(['../out.jpg', '/etc/out.jpg', 'anna/../../out.jpg', 'a\\b.jpg'])('%j in a tar', async (name) => {
    await expect(tar([{ name, content: 'x' }])).rejects.toMatchObject({ code: 'hostile-archive' })
  })
})

describe('names that meet', () => {
  test.each([
    [['a/1.jpg', 'a/1.jpg'], /each file once/],
    [['a/1.jpg', 'A/2.jpg'], /differ by more than case/],
    [['a/b.jpg', 'a/B.JPG'], /differ by more than case/],
    [['jose\u0301/1.jpg', 'jos\u00e9/2.jpg'], /differ by more than case/],
    [['a./1.jpg', 'a/1.jpg'], /differ by more than case/],
    [['a', 'a/1.jpg'], /each file once/],
    [['a/1.jpg', 'a'], /each file once/],
  ])('%j', async (names, message) => {
    const failure = { code: 'hostile-archive', message: expect.stringMatching(message) }
    await expect(zip(names.map((name) => ({ name, content: 'x' })))).rejects.toMatchObject(failure)
    await expect(tar(names.map((name) => ({ name, content: 'x' })))).rejects.toMatchObject(failure)
  })
})

describe('what is no file', () => {
  test.each([
    { name: 'link', type: 'symlink', linkname: '/etc' },
    { name: 'hard', type: 'link', linkname: '../secret' },
    { name: 'device', type: 'character-device' },
    { name: 'pipe', type: 'fifo' },
  ] as const)('$type in a tar', async (member) => {
    const attack = [member, { name: `${member.name}/passwd`, content: 'x' }]
    await expect(tar(attack)).rejects.toMatchObject({
      code: 'hostile-archive',
      message: expect.stringMatching(/is a link or a device/),
    })
  })

  test.each([0o120777, 0o020644, 0o010644])('mode %o in a zip', async (mode) => {
    await expect(zip([{ name: 'link', content: '/etc', mode }])).rejects.toMatchObject({ code: 'hostile-archive' })
  })

  test('a link that lies in the target already is not followed', async () => {
    await using folder = await temporaryFolder({ 'outside/kept.jpg': 'old' })
    await mkdir(join(folder.path, 'target'))
    await symlink('../outside/kept.jpg', join(folder.path, 'target/1.jpg'))
    await writeFile(join(folder.path, 'a.zip'), zipOf([{ name: '1.jpg', content: 'new' }]))
    const work = unpackArchive(join(folder.path, 'a.zip'), join(folder.path, 'target'), { kind: 'zip' })
    await expect(work).rejects.toMatchObject({ code: 'unwritable-directory' })
    expect(await readFile(join(folder.path, 'outside/kept.jpg'), 'utf8')).toBe('old')
  })
})

describe('too much', () => {
  const limits = { maxEntries: 3, maxBytes: 100_000, maxRatio: 5, freeBytes: 1000 }
  test('entries', async () => {
    const many = ['1.jpg', '2.jpg', '3.jpg', '4.jpg'].map((name) => ({ name }))
    await expect(zip(many, limits)).rejects.toMatchObject({ message: expect.stringMatching(/at most 3 entries/) })
    await expect(tar(many, limits)).rejects.toMatchObject({ message: expect.stringMatching(/at most 3 entries/) })
  })

  test('a bomb, by ratio', async () => {
    const bomb = 'a'.repeat(90_000)
    const failure = { code: 'hostile-archive', message: expect.stringMatching(/at most 5 times its own size/) }
    await expect(zip([{ name: 'a', content: bomb, isDeflated: true }], limits)).rejects.toMatchObject(failure)
    const bytes = gzipSync(await tarOf([{ name: 'a', content: bomb }]))
    await expect(unpacked(bytes, { kind: 'tar.gz', limits })).rejects.toMatchObject(failure)
  })

  test('all together', async () => {
    const member = (name: string) => ({ name, content: 'a'.repeat(60_000) })
    await expect(zip([member('1'), member('2')], limits)).rejects.toMatchObject({
      message: expect.stringMatching(/at most 100000 bytes/),
    })
  })
})

describe('damaged archives', () => {
  const bytes = gzipSync(Buffer.alloc(5000, 'tar of nothing'))
  test.each([
    ['no zip', 'zip', Buffer.from('<html>not found</html>')],
    ['empty', 'zip', Buffer.alloc(0)],
    ['cut zip', 'zip', zipOf([{ name: 'a', content: 'abc' }]).subarray(0, 60)],
    ['wrong checksum', 'zip', zipOf([{ name: 'a', content: 'abc', crc32: 1 }])],
    ['encrypted', 'zip', zipOf([{ name: 'a', content: 'abc', isEncrypted: true }])],
    ['no gzip', 'tar.gz', Buffer.from('<html>not found</html>')],
    ['cut gzip', 'tar.gz', bytes.subarray(0, bytes.length - 5)],
    ['no tar', 'tar', Buffer.alloc(2048, 'x')],
  ] as const)('%s', async (_name, kind, damaged) => {
    await expect(unpacked(damaged, { kind })).rejects.toMatchObject({ code: 'bad-archive' })
  })

  test('a tar that ends inside of a file', async () => {
    const cut = (await tarOf([{ name: 'a', content: 'a'.repeat(4000) }])).subarray(0, 2000)
    await expect(unpacked(cut, { kind: 'tar' })).rejects.toMatchObject({ code: 'bad-archive' })
    await expect(unpacked(gzipSync(cut), { kind: 'tar.gz' })).rejects.toMatchObject({ code: 'bad-archive' })
  })
})
