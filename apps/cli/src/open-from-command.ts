import { parse, resolve } from 'node:path'
import { type OpenWorkbench, openWorkbench } from '@maskmirror/experiments'
import { createModelRegistry, type ModelRegistry } from '@maskmirror/inference'
import { withEmbeddedModels } from '@maskmirror/model/embedded'
import { readEnvironment, type ServerEnvironment, version } from '@maskmirror/server'
import type { Command } from 'commander'

/** The environment with the command line's own options on top. */
export function environmentOf(command: Command): ServerEnvironment {
  const { dataDir } = command.optsWithGlobals<{ dataDir?: string }>()
  const environment = readEnvironment()
  return dataDir === undefined ? environment : { ...environment, dataDirectory: dataDir }
}

/** A workbench for somebody at the terminal, who may name any folder. */
export function openFromCommand(command: Command): Promise<OpenWorkbench> {
  return openWorkbench({
    ...environmentOf(command),
    roots: [parse(process.cwd()).root],
    version,
    onUnexpectedError: (error) => console.error(error),
  })
}

/** Model files alone: needs no database, so it works while a server runs. */
export function openModelRegistry(command: Command): ModelRegistry {
  const { dataDirectory, modelDirectories, modelMirror } = environmentOf(command)
  return createModelRegistry({
    ...withEmbeddedModels([resolve(dataDirectory, 'models'), ...modelDirectories]),
    ...(modelMirror === null ? {} : { mirrorDirectory: modelMirror }),
  })
}
