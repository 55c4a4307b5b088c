import { access, constants, mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { resolve as absolute, join } from 'node:path'
import { createProgressMeter } from '@maskmirror/core'
import { copyToPart, type DownloadFault, downloadToPart, dropPart, type Transfer } from '@maskmirror/system'
import { builtInCards } from '../cards/built-in-cards.ts'
import { InferenceError } from '../error.ts'
import type { ModelCard } from '../model-card.ts'
import { checksumRecordPath, inspectFile } from './checksum.ts'
import { fetchPieces } from './fetch-pieces.ts'
import { placeByHand } from './place-by-hand.ts'
import type { ModelListing, ModelRegistry, PullOptions, ResolvedModel } from './types.ts'
import { unpackModel } from './unpack-model.ts'
import { unwritable } from './unwritable.ts'
import { resolveUserModel } from './user-model.ts'

/**
 * @param options.directories folders with model files, searched in this order; `pull` writes into the first
 * @param options.mirrorDirectory folder that `pull` copies from before it asks the network; default none
 * @param options.cacheDirectory where unpacked and converted models are kept; default `converted` in the first directory
 * @param options.cards default the built-in ones
 * @param options.fetch default the global one
 * @param options.clockMs monotonic milliseconds, for rates; default performance.now
 * @throws InferenceError `bad-option` when there is no directory
 */
export function createModelRegistry(options: {
  directories: readonly string[]
  mirrorDirectory?: string
  cacheDirectory?: string
  cards?: readonly ModelCard[]
  fetch?: typeof fetch
  clockMs?: () => number
}): ModelRegistry {
  const { directories, mirrorDirectory, cards = builtInCards(), clockMs = () => performance.now() } = options
  const { fetch: fetchFile = fetch } = options
  const [home] = directories
  if (home === undefined) {
    throw new InferenceError({ code: 'bad-option', message: 'Expected at least one model directory but received none' })
  }
  const { cacheDirectory = join(home, 'converted') } = options

  const cardOf = (name: string): ModelCard => {
    const card = cards.find((candidate) => candidate.name === name)
    if (card !== undefined) return card
    throw new InferenceError({
      code: 'unknown-model',
      message: `Expected the name of a model (${cards.map((known) => known.name).join(', ')}) or the path of an .onnx file but received ${name}`,
      details: { name },
    })
  }

  /** The first good file, else the first one that is there at all. */
  const locate = async (card: ModelCard): Promise<ModelListing & { sha256: string | null }> => {
    let bad: (ModelListing & { sha256: string | null }) | undefined
    for (const directory of directories) {
      const path = absolute(directory, card.file.name)
      const { state, sha256 } = await inspectFile(card, path)
      if (state === 'present') return { card, state, path, sha256 }
      if (state !== 'missing') bad ??= { card, state, path, sha256 }
    }
    return bad ?? { card, state: 'missing', path: null, sha256: null }
  }

  const resolveCard = async (card: ModelCard): Promise<ResolvedModel> => {
    const { state, path, sha256 } = await locate(card)
    if (path === null) {
      throw new InferenceError({
        code: 'model-missing',
        message: `Expected ${card.file.name} in ${directories.join(' or ')} but it is not there. Pull ${card.name}, or place the file by hand.\n${placeByHand(card, home)}`,
        details: { card: card.name, directories },
      })
    }
    if (state === 'unconfirmed') throw unconfirmed(card, path, sha256)
    if (state === 'wrong-checksum' || sha256 === null) throw wrongChecksum(card, path, card.file.sha256, sha256)
    return { card, path: await unpackModel(card, path, sha256, cacheDirectory), sha256 }
  }

  const confirm = async (card: ModelCard, path: string, found: string | null, accepted: string | undefined) => {
    if (accepted === undefined) throw unconfirmed(card, path, found)
    if (accepted !== found) throw wrongChecksum(card, path, accepted, found)
    await writeFile(checksumRecordPath(path), `${found}  ${card.file.name}\n`).catch((cause: unknown) => {
      throw unwritable(path, cause)
    })
  }

  const transferInto = async (card: ModelCard, part: string, pullOptions: PullOptions) => {
    let advance = (_count: number) => {}
    const transfer: Transfer = {
      signal: pullOptions.signal,
      onStart: (already, total) => {
        const bytes = total ?? card.file.bytes ?? 0
        const meter = createProgressMeter('pull', bytes, pullOptions.onProgress ?? (() => {}), clockMs)
        if (already > 0) meter.skip(already)
        advance = meter.advance
      },
      onBytes: (count) => advance(count),
      errorOf: (fault) => errorOf(fault, home),
    }
    const mirrored = mirrorDirectory === undefined ? null : join(mirrorDirectory, card.file.name)
    if (mirrored !== null && (await stat(mirrored).catch(() => null))?.isFile()) {
      await copyToPart(mirrored, part, transfer)
      return
    }
    try {
      if (card.source.address === null) {
        throw new InferenceError({ code: 'offline', message: `The card ${card.name} names no address` })
      }
      const { pieces } = card.file
      if (pieces !== undefined) await fetchPieces(pieces.addresses, part, fetchFile, transfer)
      else {
        const options = { ...transfer, fetch: fetchFile, bytes: null, isCheckedAfterwards: true }
        await downloadToPart(card.source.address, part, options)
      }
    } catch (error) {
      if (!(error instanceof InferenceError)) throw error
      throw new InferenceError({
        code: error.code,
        message: `${error.message}. Without a network, place the file by hand.\n${placeByHand(card, home)}`,
        details: { ...error.details, card: card.name, directory: absolute(home), file: card.file.name },
        cause: error,
      })
    }
  }

  const pull = async (name: string, pullOptions: PullOptions = {}): Promise<ResolvedModel> => {
    const card = cardOf(name)
    const { acceptedSha256 } = pullOptions
    if (card.file.sha256 !== null && acceptedSha256 !== undefined && acceptedSha256 !== card.file.sha256) {
      throw wrongChecksum(card, card.file.name, acceptedSha256, card.file.sha256)
    }
    const before = await locate(card)
    if (before.path !== null && before.state === 'unconfirmed') {
      await confirm(card, before.path, before.sha256, acceptedSha256)
      return resolveCard(card)
    }
    if (before.state === 'present') return resolveCard(card)
    const target = absolute(home, card.file.name)
    const part = `${target}.part`
    try {
      await mkdir(home, { recursive: true })
      await access(home, constants.W_OK)
    } catch (cause) {
      throw unwritable(home, cause)
    }
    await transferInto(card, part, pullOptions)
    const { state, sha256 } = await inspectFile(card, part)
    if (state === 'wrong-checksum') {
      await dropPart(part)
      throw wrongChecksum(card, part, card.file.sha256, sha256)
    }
    await rename(part, target)
    await dropPart(part) // what is noted beside it
    if (card.file.sha256 === null) await confirm(card, target, sha256, acceptedSha256)
    return resolveCard(card)
  }

  return {
    list: () => Promise.all(cards.map((card) => locate(card).then(toListing))),
    verify: async (name) => toListing(await locate(cardOf(name))),
    resolve: async (nameOrPath) => {
      const named = cards.some((card) => card.name === nameOrPath)
      if (named || !/[\\/]|\.onnx$/i.test(nameOrPath)) return resolveCard(cardOf(nameOrPath))
      const found = await stat(nameOrPath).catch(() => null)
      if (found?.isFile()) return resolveUserModel(absolute(nameOrPath), cards)
      throw new InferenceError({
        code: 'model-missing',
        message: `Expected a model file at ${absolute(nameOrPath)} but ${found === null ? 'nothing is there' : 'that is no file'}`,
        details: { path: absolute(nameOrPath) },
      })
    },
    pull,
  }
}

function errorOf({ kind, message, details, cause }: DownloadFault, home: string): InferenceError {
  if (kind === 'disk') return unwritable(home, cause)
  return new InferenceError({ code: kind === 'no-answer' ? 'offline' : 'download-failed', message, details, cause })
}

function toListing({ card, state, path }: ModelListing): ModelListing {
  return { card, state, path }
}

function unconfirmed(card: ModelCard, path: string, found: string | null): InferenceError {
  return new InferenceError({
    code: 'unconfirmed-checksum',
    message: `Expected a confirmed checksum for ${path}, since the card ${card.name} names none. It has sha256 ${found}: compare that with a source you trust and pull again with it`,
    details: { card: card.name, path, found },
  })
}

function wrongChecksum(card: ModelCard, path: string, expected: string | null, found: string | null): InferenceError {
  const size = found === null ? `its size is not ${card.file.bytes} bytes` : `it has ${found}`
  return new InferenceError({
    code: 'wrong-checksum',
    message: `Expected ${path} (${card.name}) to have sha256 ${expected} but ${size}; pull it again`,
    details: { card: card.name, path, expected, found },
  })
}
