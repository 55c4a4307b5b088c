import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { sha256OfFile } from '@maskmirror/system'
import { z } from 'zod'
import { InferenceError } from '../error.ts'
import { type ModelCard, ModelCardSchema } from '../model-card.ts'
import { readOnnxSignature } from '../onnx/read-signature.ts'
import { fixed, formatTensor } from '../session-shape.ts'
import type { ResolvedModel } from './types.ts'

/**
 * A model file of the user: its card is the `.card.json` beside it, else the known card with the same checksum, else
 * guessed from the model's input.
 *
 * @param path an existing `.onnx` file
 * @param known cards of public models
 * @throws InferenceError `bad-card`, `wrong-checksum`, `not-onnx`, `input-shape`
 */
export async function resolveUserModel(path: string, known: readonly ModelCard[]): Promise<ResolvedModel> {
  const sha256 = await sha256OfFile(path)
  const cardPath = path.replace(/\.onnx$/i, '.card.json')
  const written = await readFile(cardPath, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw badCard(cardPath, error.message, error)
  })
  if (written === null) {
    const same = known.find(({ file }) => file.sha256 === sha256)
    return { card: same ?? assumedCard(path, sha256, await readFile(path)), path, sha256 }
  }
  const card = parseCard(cardPath, written)
  if (card.file.sha256 !== null && card.file.sha256 !== sha256) {
    throw new InferenceError({
      code: 'wrong-checksum',
      message: `Expected ${path} to have sha256 ${card.file.sha256}, as ${basename(cardPath)} says, but it has ${sha256}`,
      details: { path, expected: card.file.sha256, found: sha256 },
    })
  }
  return { card, path, sha256 }
}

function parseCard(path: string, written: string): ModelCard {
  let json: unknown
  try {
    json = JSON.parse(written)
  } catch (cause) {
    throw badCard(path, cause instanceof Error ? cause.message : String(cause), cause)
  }
  const parsed = ModelCardSchema.safeParse(json)
  if (!parsed.success) throw badCard(path, z.prettifyError(parsed.error), parsed.error)
  return parsed.data
}

function badCard(path: string, why: string, cause: unknown): InferenceError {
  return new InferenceError({
    code: 'bad-card',
    message: `Expected ${path} to be a model card but: ${why}`,
    details: { path },
    cause,
  })
}

/** ArcFace's usual input: 112×112 RGB, (x − 127.5) / 127.5, five-point alignment. */
function assumedCard(path: string, sha256: string, bytes: Uint8Array): ModelCard {
  const { inputs } = readOnnxSignature(bytes)
  const input = inputs[0]
  const channelAxis = input?.shape.length === 4 ? [1, 3].find((axis) => input.shape[axis] === 3) : undefined
  if (inputs.length !== 1 || input === undefined || channelAxis === undefined) {
    throw new InferenceError({
      code: 'input-shape',
      message: `Expected ${basename(path)} to have one input [?, 3, height, width] or [?, height, width, 3] but it has ${inputs.map(formatTensor).join('; ')}; write a card to say more`,
      details: { path, found: inputs.map(formatTensor) },
    })
  }
  const planar = channelAxis === 1
  const [height, width] = (planar ? [2, 3] : [1, 2]).map((axis) => fixed(input.shape[axis]!) ?? 112)
  return ModelCardSchema.parse({
    name:
      basename(path)
        .toLowerCase()
        .replace(/\.onnx$/, '')
        .replace(/[^a-z0-9.-]+/g, '-')
        .replace(/^[.-]+/, '') || 'model',
    title: basename(path),
    task: 'embedding',
    file: { name: basename(path).replace(/^[^A-Za-z0-9_]+|[^A-Za-z0-9_.-]/g, '_'), bytes: bytes.length, sha256 },
    licence: null,
    source: { address: null, project: null, citation: null },
    input: {
      name: input.name,
      width,
      height,
      layout: planar ? 'nchw' : 'nhwc',
      colour: 'rgb',
      mean: 127.5,
      std: 127.5,
    },
    output: { dimension: null },
    alignment: 'arcface112',
    notes: [
      `No card beside the file: ArcFace’s usual preprocessing was assumed (RGB, (x − 127.5) / 127.5, five-point alignment to 112×112).`,
    ],
    assumed: true,
  })
}
