import { readFile } from 'node:fs/promises'
import { type InferenceRuntime, imageInputOf, type ResolvedModel } from '@maskmirror/inference'
import { type OnnxModel, readOnnxModel } from '@maskmirror/inference/onnx'
import { ModelError } from '../error.ts'
import { flowTo, narrowPlaces } from './data-flow.ts'
import { measureShapes } from './measure-shapes.ts'
import { flowBehind, untrainableLayers } from './tail.ts'

/** A place where a recogniser can be cut: everything that its embedding knows passes through it. */
export interface FeatureMap {
  /** Name in the file. */
  readonly tensor: string
  readonly height: number
  readonly width: number
  readonly channels: number
  /** Layers between the map and the embedding, and the numbers that they hold. */
  readonly layersBehind: number
  readonly numbersBehind: number
  /** Why they cannot be learned on; empty when they can. */
  readonly reasons: readonly string[]
}

/** A recogniser taken apart. */
export interface OpenedBackbone {
  readonly model: ResolvedModel
  readonly bytes: Uint8Array
  readonly graph: OnnxModel
  /** Name of the embedding in the file. */
  readonly embedding: string
  /** Of every tensor on the way to the embedding, with a batch of one. */
  readonly shapes: ReadonlyMap<string, readonly number[]>
  /** In the order of the file, the last is nearest to the embedding. */
  readonly maps: readonly FeatureMap[]
}

/** @throws ModelError `unknown-map` when it has no output of one vector; InferenceError for a model that does not run */
export async function openBackbone(model: ResolvedModel, runtime: InferenceRuntime): Promise<OpenedBackbone> {
  const bytes = await readFile(model.path)
  const graph = readOnnxModel(bytes)
  const session = await runtime.open(model.path)
  const input = imageInputOf(session, model.card).name
  await session.close()
  const embedding = model.card.output.name ?? graph.outputs[0]!.name
  const flow = flowTo(graph, embedding)
  if (flow.length === 0) {
    throw new ModelError({
      code: 'unknown-map',
      message: `Expected ${model.path} to compute ${embedding}, as its card says, but it has ${graph.outputs.map(({ name }) => name).join(', ')}`,
    })
  }
  const shapes = await measureShapes(
    model,
    flow.flatMap(({ node }) => node.outputs.slice(0, 1)),
    runtime,
  )
  const maps = narrowPlaces(flow, input).flatMap((tensor): FeatureMap[] => {
    const [, channels, height, width, ...more] = shapes.get(tensor) ?? []
    if (channels === undefined || height === undefined || width === undefined || more.length > 0) return []
    if (height * width === 1) return []
    const behind = flowBehind(graph, tensor, embedding)
    const constants = new Set(behind.flatMap(({ node }) => node.inputs.filter((name) => graph.constants.has(name))))
    const sizes = [...constants].map((name) => graph.constants.get(name)!.float32?.length ?? 0)
    return [
      {
        ...{ tensor, height, width, channels, layersBehind: behind.length },
        numbersBehind: sizes.reduce((sum, size) => sum + size, 0),
        reasons: untrainableLayers(graph, tensor, embedding, shapes),
      },
    ]
  })
  return { model, bytes, graph, embedding, shapes, maps }
}

/** @throws ModelError `unknown-map` with the maps that there are */
export function requireMap({ model, maps }: OpenedBackbone, tensor: string | null): FeatureMap {
  const found = maps.find((map) => map.tensor === tensor)
  if (found !== undefined) return found
  const known = maps.filter(({ reasons }) => reasons.length === 0).map((map) => `  ${mapLine(map)}`)
  throw new ModelError({
    code: 'unknown-map',
    message: `Expected the feature map to be one of ${model.card.name} but received ${tensor === null ? 'none' : JSON.stringify(tensor)}. It has:\n${known.join('\n')}`,
    details: { tensor },
  })
}

/** For people: `NAME 7×7×128, 9 layers and 0.3 million numbers behind it`. */
export function mapLine({ tensor, height, width, channels, layersBehind, numbersBehind, reasons }: FeatureMap): string {
  const why = reasons.length === 0 ? '' : `; cannot be learned on: ${reasons.join('; ')}`
  return `${tensor} ${height}×${width}×${channels}, ${layersBehind} layers with ${(numbersBehind / 1e6).toFixed(2)} million numbers behind it${why}`
}
