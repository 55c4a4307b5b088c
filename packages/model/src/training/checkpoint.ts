import { readFile } from 'node:fs/promises'
import * as tf from '@tensorflow/tfjs-core'
import { z } from 'zod'
import { AdaptConfigSchema } from '#config/adapt-config.ts'
import { SystemConfigSchema } from '#config/system-config.ts'
import type { Parameters } from '#layers/parameters.ts'
import { ModelError } from '../error.ts'
import { writeWhole } from './write-whole.ts'

const TensorListSchema = z.array(z.strictObject({ name: z.string(), shape: z.array(z.int().min(0)) }))

const HeaderSchema = z.strictObject({
  format: z.literal('maskmirror-checkpoint-1'),
  config: z.union([SystemConfigSchema, AdaptConfigSchema]),
  /** Of the pictures learned from. */
  source: z.strictObject({ checksum: z.string(), classes: z.int().positive() }),
  /** Steps done. */
  step: z.int().min(0),
  optimiserSteps: z.int().min(0),
  /** The lowest FNMR of development people so far; null before the first validation. */
  best: z.strictObject({ step: z.int(), fnmr: z.number() }).nullable(),
  parameters: TensorListSchema,
  memory: TensorListSchema,
})

type Header = z.infer<typeof HeaderSchema>

/** Everything that a training needs to go on as if it had not stopped; tensors are the holder's to dispose of. */
export interface Checkpoint extends Omit<Header, 'format' | 'parameters' | 'memory'> {
  readonly parameters: Parameters
  readonly memory: Parameters
}

/**
 * Writes a checkpoint: the length of a JSON text (32 bits, little-endian), the text, then all numbers (float32, little-endian) in
 * the order in which the text names them.
 *
 * @throws ModelError `unwritable`; an older checkpoint at the path is still whole
 */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  const { parameters, memory, ...rest } = checkpoint
  const list = (tensors: Parameters) => Object.entries(tensors).map(([name, { shape }]) => ({ name, shape }))
  const header: Header = {
    format: 'maskmirror-checkpoint-1',
    ...rest,
    parameters: list(parameters),
    memory: list(memory),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, text.length, true)
  const numbers: Uint8Array[] = []
  for (const tensor of [...Object.values(parameters), ...Object.values(memory)]) {
    numbers.push(new Uint8Array(Float32Array.from(await tensor.data()).buffer))
  }
  await writeWhole(path, [length, text, ...numbers])
}

/**
 * @returns null where there is none
 * @throws ModelError `bad-checkpoint` for a file that is none or is cut off
 */
export async function readCheckpoint(path: string): Promise<Checkpoint | null> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  })
  if (bytes === null) return null
  const wrong = (what: string, cause?: unknown) =>
    new ModelError({
      code: 'bad-checkpoint',
      message: `Expected a checkpoint at ${path} but ${what}`,
      details: { path },
      cause,
    })
  if (bytes.length < 4) throw wrong('the file is too short')
  const textEnd = 4 + bytes.readUInt32LE(0)
  let header: Header
  try {
    header = HeaderSchema.parse(JSON.parse(bytes.subarray(4, textEnd).toString('utf8')))
  } catch (cause) {
    throw wrong('it does not begin as one', cause)
  }
  const { format: _, parameters, memory, ...rest } = header
  const sizes = [...parameters, ...memory].map(({ shape }) => 4 * tf.util.sizeFromShape(shape))
  const expected = textEnd + sizes.reduce((sum, size) => sum + size, 0)
  if (bytes.length !== expected) throw wrong(`it has ${bytes.length} bytes instead of ${expected}`)
  let at = textEnd
  const take = (list: Header['parameters']): Parameters =>
    Object.fromEntries(
      list.map(({ name, shape }) => {
        const end = at + 4 * tf.util.sizeFromShape(shape)
        const values = new Float32Array(new Uint8Array(bytes.subarray(at, end)).buffer)
        at = end
        return [name, tf.keep(tf.tensor(values, shape))]
      }),
    )
  return { ...rest, parameters: take(parameters), memory: take(memory) }
}
