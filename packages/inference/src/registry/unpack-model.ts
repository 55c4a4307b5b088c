import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import { InferenceError } from '../error.ts'
import type { ModelCard } from '../model-card.ts'
import { convertMtcnnToOnnx, mtcnnConverterVersion } from '../mtcnn/convert-mtcnn.ts'
import { converterVersion, convertTfliteToOnnx } from '../tflite/convert-tflite.ts'
import { unwritable } from './unwritable.ts'

/**
 * Gives the ONNX file of a model that is published as something else. Done once: the result is kept under a name that
 * holds the checksum of the source.
 *
 * @param path the published file, checked
 * @returns path of the ONNX file
 * @throws InferenceError `bad-archive`, `not-tflite`, `unsupported-operator`, `unwritable-directory`
 */
export async function unpackModel(
  card: ModelCard,
  path: string,
  sha256: string,
  cacheDirectory: string,
): Promise<string> {
  const { unpack } = card.file
  if (unpack === undefined) return path
  const target = join(cacheDirectory, nameOf(unpack, sha256))
  if ((await stat(target).catch(() => null))?.isFile()) return target
  const onnx = toOnnx(unpack, await readFile(path), path)
  const part = `${target}.${process.pid}.part`
  try {
    await mkdir(cacheDirectory, { recursive: true })
    await writeFile(part, onnx)
    await rename(part, target) // two processes may do this at the same time: both write the same bytes
  } catch (cause) {
    throw unwritable(cacheDirectory, cause)
  }
  return target
}

type Unpack = NonNullable<ModelCard['file']['unpack']>

/** Holds the version of the converter, so that what an older one wrote is not used. */
function nameOf(unpack: Unpack, sha256: string): string {
  if (unpack.kind === 'mtcnn-weights') return `mtcnn-${sha256}-v${mtcnnConverterVersion}.onnx`
  const version = unpack.kind === 'tflite-in-zip' ? `-v${converterVersion}` : ''
  return `${basename(unpack.member).replace(/\.[a-z]+$/, '')}-${sha256}${version}.onnx`
}

function toOnnx(unpack: Unpack, file: Uint8Array, path: string): Uint8Array {
  if (unpack.kind === 'mtcnn-weights') return convertMtcnnToOnnx(file)
  const member = memberOf(file, unpack.member, path)
  return unpack.kind === 'tflite-in-zip' ? convertTfliteToOnnx(member) : member
}

function memberOf(archive: Uint8Array, member: string, path: string): Uint8Array {
  const names: string[] = []
  let members: Record<string, Uint8Array>
  try {
    members = unzipSync(archive, {
      filter: ({ name }) => {
        names.push(name)
        return basename(name) === member
      },
    })
  } catch (cause) {
    throw new InferenceError({
      code: 'bad-archive',
      message: `Expected ${path} to be a zip archive but it cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      details: { path },
      cause,
    })
  }
  const [found] = Object.values(members)
  if (found !== undefined) return found
  throw new InferenceError({
    code: 'bad-archive',
    message: `Expected ${path} to hold ${member} but it holds ${names.join(', ') || 'nothing'}`,
    details: { path, member, names },
  })
}
