import { delimiter, resolve } from 'node:path'
import { z } from 'zod'

const list = z
  .string()
  .default('')
  .transform((text) => text.split(delimiter).filter((part) => part !== ''))

const EnvironmentSchema = z.object({
  /** Data directory; default `.maskmirror` in the working directory. */
  MASKMIRROR_DATA: z.string().min(1).default('.maskmirror'),
  /** Folders that the dashboard may open data sets and models in, joined like PATH; default the working directory. */
  MASKMIRROR_ROOTS: list,
  /** More folders with model files, joined like PATH. */
  MASKMIRROR_MODELS: list,
  /** Folder that models are pulled from before the network is asked. */
  MASKMIRROR_MODEL_MIRROR: z.string().min(1).optional(),
})

/** Where things are on this machine, as the environment says. */
export interface ServerEnvironment {
  readonly dataDirectory: string
  readonly roots: readonly string[]
  readonly modelDirectories: readonly string[]
  readonly modelMirror: string | null
}

/** The only place that reads the process's environment. @throws ZodError when a variable is set to nothing */
export function readEnvironment(): ServerEnvironment {
  const env = EnvironmentSchema.parse(process.env)
  return {
    dataDirectory: env.MASKMIRROR_DATA,
    roots: env.MASKMIRROR_ROOTS.length === 0 ? [process.cwd()] : env.MASKMIRROR_ROOTS.map((root) => resolve(root)),
    modelDirectories: env.MASKMIRROR_MODELS,
    modelMirror: env.MASKMIRROR_MODEL_MIRROR ?? null,
  }
}

/** What a child process gets of this process's environment. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env }
}
