import { join } from 'node:path'
import { makeFolder } from '@maskmirror/storage'
import { replaceFile } from '../picture-folder/replace-file.ts'
import { figureFilePng, figureFileSvg } from '../report/figure-file.ts'
import type { Workbench } from '../workbench.ts'
import type { PersonLooks, PersonQuery } from './look-at-person.ts'
import type { FeaturesOfRuns } from './understand-runs.ts'

/** What lies in the output folder, as `explain.json` says it too; pictures are names of files. */
export interface RunExplanation {
  readonly people: readonly (PersonLooks<string> & { readonly run: string })[]
  readonly features: readonly (Omit<FeaturesOfRuns, 'map'> & {
    readonly figure: string
    readonly overlaps: FeaturesOfRuns['map']['overlaps']
    readonly shown: number
    readonly total: number
  })[]
}

/**
 * Writes what the recognisers of one or two finished runs look at on a person's faces, and where their features lie: PNG, SVG and
 * `explain.json`.
 *
 * @param request.person null: the first of the first run
 * @param request.output a folder, made when missing; files in it of the same names are replaced
 * @throws what `Understanding` throws; ExperimentError `person-unknown` also for a run without people
 */
export async function explainRun(
  request: {
    readonly runs: readonly [string] | readonly [string, string]
    readonly person: string | null
    readonly query: Omit<PersonQuery, 'person'>
    readonly output: string
  },
  { understanding, readImage }: Pick<Workbench, 'understanding' | 'readImage'>,
): Promise<RunExplanation> {
  const { runs, query, output } = request
  const person = request.person ?? (await understanding.people(runs[0]))[0]?.person ?? ''
  const people: RunExplanation['people'][number][] = []
  for (const run of runs) people.push({ run, ...(await understanding.person(run, { ...query, person })) })
  const maps = await understanding.features(runs)

  await makeFolder(output)
  const write = async (name: string, content: Uint8Array | string) => {
    await replaceFile(join(output, name), content)
    return name
  }
  const copied = async (id: string, name: string) => write(`${name}.png`, (await readImage(id))!)
  const features: RunExplanation['features'][number][] = []
  for (const [i, { map, ...of }] of maps.entries()) {
    const name = maps.length === 1 ? 'features' : `features-${i + 1}`
    await write(`${name}.png`, await figureFilePng(map.figure))
    const { figure, ...numbers } = map
    features.push({ ...of, ...numbers, figure: await write(`${name}.svg`, figureFileSvg(figure)) })
  }
  for (const [i, looks] of people.entries()) {
    const faces = []
    for (const face of looks.faces) {
      const stem = runs.length === 1 ? face.state : `run-${i + 1}-${face.state}`
      const { look } = face
      const attention =
        look.attention === null
          ? null
          : { ...look.attention, picture: await copied(look.attention.picture, `${stem}.attention`) }
      const occlusion = { ...look.occlusion, picture: await copied(look.occlusion.picture, `${stem}.occlusion`) }
      faces.push({ ...face, look: { ...look, face: await copied(look.face, stem), occlusion, attention } })
    }
    people[i] = { ...looks, faces }
  }
  const explanation = { people, features }
  await write('explain.json', `${JSON.stringify(explanation, null, 2)}\n`)
  return explanation
}
