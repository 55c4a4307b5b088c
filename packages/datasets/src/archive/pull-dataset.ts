import { copyFile, mkdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProgressReporter } from '@maskmirror/core'
import { diskError, isSystemError } from '#disk-error.ts'
import { DatasetError } from '#error.ts'
import type { DatasetManifest, ManifestFile } from '#manifest/dataset-manifest.ts'
import { checkFile } from './check-file.ts'
import { copyFromMirror, type DownloadOptions, downloadFile } from './download-file.ts'
import { unpackArchive } from './unpack-archive.ts'
import { type UnpackLimits, usualLimits } from './unpack-limits.ts'

export interface PullOptions {
  /** Holds a folder for each pulled set, and downloads on their way. */
  readonly folder: string
  /** Folder that files are taken from before the network is asked; null: none. */
  readonly mirror: string | null
  /** The person was told licence, terms and size, and wants the set. */
  readonly consent: boolean
  /** What the person accepts as the checksum of the file that the manifest names none for. */
  readonly acceptedSha256?: string | undefined
  /** Default `usualLimits`. */
  readonly limits?: UnpackLimits
  readonly signal?: AbortSignal | undefined
  readonly onProgress: ProgressReporter
  /** Monotonic milliseconds. */
  readonly clockMs: () => number
}

/**
 * Fetches, checks and unpacks a set. Its folder appears in one step when everything is there and checked; what an interrupted
 * pull fetched is continued, what it unpacked is unpacked again. Nothing is done when the folder is there.
 *
 * @returns the folder to open
 * @throws DatasetError `by-hand` with the steps, `consent-missing`, and what fetching, checking and unpacking throw
 */
export async function pullDataset(manifest: DatasetManifest, options: PullOptions): Promise<string> {
  const { folder, mirror, consent, acceptedSha256, signal, limits = usualLimits, onProgress, clockMs } = options
  const { name, title, files, root } = manifest
  const target = join(folder, name)
  if ((await stat(target).catch(() => null))?.isDirectory()) return join(target, root)
  if (files.length === 0) {
    throw new DatasetError({
      code: 'by-hand',
      message: `${title} cannot be fetched by a program. By hand:\n${stepsOf(manifest)}`,
      details: { name },
    })
  }
  if (!consent) {
    throw new DatasetError({
      code: 'consent-missing',
      message: `Expected your consent to licence, terms and size of ${title} before anything is fetched: give --accept-licence`,
      details: { name },
    })
  }
  const downloads = join(folder, '.downloads', name)
  const staging = join(folder, `.${name}.unpacking`)
  try {
    await mkdir(downloads, { recursive: true })
    await requireSpace(files, downloads)
    for (const file of files) {
      const transfer = { bytes: file.bytes, signal, onProgress, clockMs }
      await bringFile(file, join(downloads, file.name), mirror, transfer).catch((cause: unknown) => {
        throw withSteps(cause, manifest)
      })
      await checkOrDrop(file, join(downloads, file.name), { accepted: acceptedSha256, signal })
    }
    await rm(staging, { recursive: true, force: true })
    for (const { name: file, unpack, into } of files) {
      const place = join(staging, into)
      if (unpack === 'none') {
        await mkdir(place, { recursive: true })
        await copyFile(join(downloads, file), join(place, file))
      } else {
        await unpackArchive(join(downloads, file), place, { kind: unpack, limits, signal, onProgress, clockMs })
      }
    }
    await requireRoot(manifest, staging)
    await rename(staging, target)
  } catch (cause) {
    await rm(staging, { recursive: true, force: true })
    throw isSystemError(cause) ? diskError(folder, cause) : cause
  }
  await rm(downloads, { recursive: true, force: true })
  return join(target, root)
}

function stepsOf({ byHand }: DatasetManifest): string {
  return byHand.map((step, i) => `  ${i + 1}. ${step}`).join('\n')
}

/** Who cannot fetch it is told how else it comes here. */
function withSteps(cause: unknown, manifest: DatasetManifest): unknown {
  if (!(cause instanceof DatasetError) || cause.code !== 'download-failed' || manifest.byHand.length === 0) return cause
  const { code, message, details } = cause
  return new DatasetError({
    code,
    message: `${message}. By hand:\n${stepsOf(manifest)}`,
    ...(details && { details }),
    cause,
  })
}

async function bringFile(
  file: ManifestFile,
  path: string,
  mirror: string | null,
  transfer: DownloadOptions,
): Promise<void> {
  if ((await stat(path).catch(() => null))?.isFile()) return
  const mirrored = mirror === null ? null : join(mirror, file.name)
  if (mirrored !== null && (await stat(mirrored).catch(() => null))?.isFile()) {
    await copyFromMirror(mirrored, path, transfer)
  } else {
    await downloadFile(file.address, path, transfer)
  }
}

/** A file that turned out to be another one is not continued. */
async function checkOrDrop(file: ManifestFile, path: string, options: Parameters<typeof checkFile>[2]): Promise<void> {
  try {
    await checkFile(file, path, options)
  } catch (cause) {
    const isOther = cause instanceof DatasetError && ['wrong-size', 'wrong-checksum'].includes(cause.code)
    if (isOther) await rm(path, { force: true })
    throw cause
  }
}

/** Photos hardly compress: the unpacked files take at least what the archives take. */
async function requireSpace(files: readonly ManifestFile[], folder: string): Promise<void> {
  let needed = 0
  for (const { name, bytes } of files) {
    const there = await Promise.all([name, `${name}.part`].map((file) => stat(join(folder, file)).catch(() => null)))
    needed += Math.max(0, (bytes ?? 0) * 2 - there.reduce((sum, stats) => sum + (stats?.size ?? 0), 0))
  }
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= needed) return
  throw new DatasetError({
    code: 'disk-full',
    message: `Expected ${needed} bytes free in ${folder} for the archives and what comes out of them but there are ${bavail * bsize}`,
    details: { folder, needed, free: bavail * bsize },
  })
}

async function requireRoot({ name, root }: DatasetManifest, staging: string): Promise<void> {
  if ((await stat(join(staging, root)).catch(() => null))?.isDirectory()) return
  throw new DatasetError({
    code: 'bad-archive',
    message: `Expected the files of ${name} to hold the folder ${root} but they do not`,
    details: { name, root },
  })
}
