import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '@maskmirror/core'
import { openArtefactStore } from '@maskmirror/storage'
import { describe, expect, test } from 'vitest'
import { runShards, type StageContext, shardKey } from './run-shards.ts'

async function temporaryStage(signal = new AbortController().signal) {
  const folder = await mkdtemp(join(tmpdir(), 'maskmirror-shards-'))
  const artefacts = openArtefactStore(folder)
  const events: Progress[] = []
  const context: StageContext = { artefacts, onProgress: (event) => events.push(event), clockMs: () => 0, signal }
  return { artefacts, events, context, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

const items = [1, 2, 3, 4, 5, 6, 7]
const sumOf = async (part: readonly number[]) => Uint8Array.of(part.reduce((a, b) => a + b, 0))
const options = { stage: 'sum', key: 'sums/a', items, shardSize: 3, compute: sumOf }

describe('runShards', () => {
  test('stores every shard and reports progress to the end', async () => {
    await using stage = await temporaryStage()
    await runShards(options, stage.context)
    const stored = await Promise.all([0, 1, 2].map((shard) => stage.artefacts.read(shardKey('sums/a', shard))))
    expect(stored.map((bytes) => [...bytes!])).toEqual([[6], [15], [7]])
    expect(stage.events[0]).toMatchObject({ done: 0, total: 7 })
    expect(stage.events.at(-1)).toMatchObject({ stage: 'sum', done: 7, total: 7 })
  })

  test('after an error in the middle only what is missing is computed', async () => {
    await using stage = await temporaryStage()
    const failing = async (part: readonly number[]) => {
      if (part.includes(7)) throw new Error('power cut')
      return sumOf(part)
    }
    await expect(runShards({ ...options, compute: failing }, stage.context)).rejects.toThrow('power cut')
    const computed: number[][] = []
    const counting = async (part: readonly number[]) => {
      computed.push([...part])
      return sumOf(part)
    }
    await runShards({ ...options, compute: counting }, stage.context)
    expect(computed).toEqual([[7]])
  })

  test('a cancelled stage stops with a message and keeps what is stored', async () => {
    const controller = new AbortController()
    await using stage = await temporaryStage(controller.signal)
    const cancelling = async (part: readonly number[]) => {
      controller.abort()
      return sumOf(part)
    }
    await expect(runShards({ ...options, compute: cancelling }, stage.context)).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(await stage.artefacts.read(shardKey('sums/a', 0))).not.toBeNull()
    expect(await stage.artefacts.read(shardKey('sums/a', 2))).toBeNull()
  })
})
