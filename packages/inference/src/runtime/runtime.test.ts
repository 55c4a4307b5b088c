import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { linearEmbedding, temporaryFolder, writeModel } from '../../test/tiny-models.ts'
import { createInferenceRuntime, type InferenceRuntime } from './runtime.ts'

function disposable(runtime: InferenceRuntime): InferenceRuntime & AsyncDisposable {
  return { ...runtime, [Symbol.asyncDispose]: () => runtime.close() }
}

const zeros = () => ({ pixels: { data: new Float32Array(3 * 16 * 16), dims: [1, 3, 16, 16] } })

describe('createInferenceRuntime', () => {
  test('runs on several workers at once; answers belong to their questions', async () => {
    await using folder = await temporaryFolder()
    await using runtime = disposable(createInferenceRuntime({ workers: 2, threadsPerWorker: 1 }))
    const { graph, weights } = linearEmbedding({ side: 16, dimension: 2 })
    const session = await runtime.open(await writeModel(folder.path, 'm.onnx', graph))
    expect(session.inputs).toEqual([{ name: 'pixels', type: 'float32', shape: ['batch', 3, 16, 16] }])
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        session.run({ pixels: { data: new Float32Array(3 * 16 * 16).fill(i), dims: [1, 3, 16, 16] } }),
      ),
    )
    answers.forEach(({ embedding }, i) => {
      expect(embedding!.dims).toEqual([1, 2])
      expect(embedding!.data[0]).toBeCloseTo(i * (weights[0]! + weights[2]! + weights[4]!), 4)
    })
  })

  test('gives arrays of finished runs out again', async () => {
    await using folder = await temporaryFolder()
    await using runtime = disposable(createInferenceRuntime({ workers: 1 }))
    const session = await runtime.open(await writeModel(folder.path, 'm.onnx', linearEmbedding({ side: 16 }).graph))
    const data = runtime.allocate(3 * 16 * 16).fill(5)
    await session.run({ pixels: { data, dims: [1, 3, 16, 16] } })
    expect(data.length).toBe(0)
    expect(runtime.allocate(3 * 16 * 16)[7]).toBe(5)
    expect([...runtime.allocate(3 * 16 * 16)].every((value) => value === 0)).toBe(true)
  })

  test('the calling thread runs models as a worker does', async () => {
    await using folder = await temporaryFolder()
    await using runtime = disposable(createInferenceRuntime({ ownThread: true }))
    expect(runtime.workers).toBe(1)
    const { graph, weights } = linearEmbedding({ side: 16, dimension: 2 })
    const session = await runtime.open(await writeModel(folder.path, 'm.onnx', graph))
    const answers = await Promise.all(
      [3, 5].map((value) => {
        const data = runtime.allocate(3 * 16 * 16).fill(value)
        return session.run({ pixels: { data, dims: [1, 3, 16, 16] } })
      }),
    )
    for (const [i, value] of [3, 5].entries()) {
      expect(answers[i]!.embedding!.data[0]).toBeCloseTo(value * (weights[0]! + weights[2]! + weights[4]!), 4)
    }
    await session.repeat(zeros(), 2)
    const wide = { pixels: { data: new Float32Array(3 * 32 * 32), dims: [1, 3, 32, 32] } }
    await expect(session.run(wide)).rejects.toMatchObject({ code: 'run-failed' })
    await runtime.close()
    await expect(session.run(zeros())).rejects.toMatchObject({ code: 'session-closed' })
  })

  test('a view of a larger buffer is sent alone and stays usable', async () => {
    await using folder = await temporaryFolder()
    await using runtime = disposable(createInferenceRuntime({ workers: 1 }))
    const session = await runtime.open(await writeModel(folder.path, 'm.onnx', linearEmbedding({ side: 16 }).graph))
    const both = new Float32Array(2 * 3 * 16 * 16).fill(2)
    await session.run({ pixels: { data: both.subarray(3 * 16 * 16), dims: [1, 3, 16, 16] } })
    expect(both.length).toBe(2 * 3 * 16 * 16)
  })

  test('refuses what is missing, no model, a wrong size, and everything after closing', async () => {
    await using folder = await temporaryFolder()
    await using runtime = disposable(createInferenceRuntime({ workers: 2 }))
    await expect(runtime.open(join(folder.path, 'absent.onnx'))).rejects.toMatchObject({ code: 'model-missing' })
    await expect(runtime.open(folder.path)).rejects.toThrow(/that is no file/)
    const damaged = join(folder.path, 'damaged.onnx')
    await writeFile(damaged, 'a text')
    await expect(runtime.open(damaged)).rejects.toMatchObject({ code: 'not-onnx', details: { path: damaged } })

    const path = await writeModel(folder.path, 'm.onnx', linearEmbedding({ side: 16 }).graph)
    const session = await runtime.open(path)
    const wide = { pixels: { data: new Float32Array(3 * 32 * 32), dims: [1, 3, 32, 32] } }
    await expect(session.run(wide)).rejects.toMatchObject({ code: 'run-failed' })
    await expect(session.repeat(wide, 1)).rejects.toMatchObject({ code: 'run-failed' })
    await session.repeat(zeros(), 3)
    await session.run(zeros())
    await session.close()
    await expect(session.repeat(zeros(), 1)).rejects.toMatchObject({ code: 'session-closed' })
    await expect(session.run(zeros())).rejects.toMatchObject({ code: 'session-closed' })
  })

  test('closing the runtime rejects what still waits', async () => {
    await using folder = await temporaryFolder()
    const runtime = createInferenceRuntime({ workers: 1 })
    const session = await runtime.open(await writeModel(folder.path, 'm.onnx', linearEmbedding({ side: 16 }).graph))
    const waiting = Array.from({ length: 5 }, () => session.run(zeros()))
    const settled = Promise.allSettled(waiting)
    await runtime.close()
    const codes = (await settled).map((result) => (result.status === 'rejected' ? result.reason.code : 'done'))
    expect(codes.every((code) => code === 'done' || code === 'session-closed')).toBe(true)
    expect(codes.at(-1)).toBe('session-closed')
    await expect(runtime.open('any.onnx')).rejects.toMatchObject({ code: expect.stringMatching(/closed|missing/) })
  })

  test.each([0, 1.5, Number.NaN])('refuses workers %s', (workers) => {
    expect(() => createInferenceRuntime({ workers })).toThrow(/workers to be a positive integer/)
  })
})
