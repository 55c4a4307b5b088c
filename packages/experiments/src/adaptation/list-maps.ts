import { mapLine, openBackbone } from '@maskmirror/model/adaptation'
import type { RunEnvironment } from '#run-environment.ts'

/** The places at which a recogniser can be cut, one line each, for people. @param backbone name of a card or path */
export async function listMaps(
  backbone: string,
  { models, inference }: Pick<RunEnvironment, 'models' | 'inference'>,
): Promise<readonly string[]> {
  const { maps } = await openBackbone(await models.resolve(backbone), inference)
  return maps.map(mapLine)
}
