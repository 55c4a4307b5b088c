import { DescriptionList } from '@maskmirror/ui/description-list'
import { Section } from '@maskmirror/ui/section'
import { formatCount } from '#format/count.ts'
import { nameOfSetting } from '#settings/setting-catalogue.ts'
import type { RunDetail } from '#trpc/outputs.ts'

type Request = RunDetail['request']

const masks: Readonly<Record<Request['masks'], string>> = {
  auto: 'whatever the set supports',
  synthetic: 'drawn',
  real: 'real',
}
const people: Readonly<Record<Request['people'], string>> = {
  all: 'all',
  development: 'development half',
  test: 'test half',
}
const faces: Readonly<Record<Request['facePolicy'], string>> = {
  central: 'nearest to the centre',
  largest: 'largest',
  single: 'none, a failure',
}

/** What was asked for, while there is no result to look at. */
export function Requested({ request }: { request: Request }) {
  return (
    <Section title="What was asked for">
      <DescriptionList
        items={[
          { term: 'Settings', value: request.settings.map(nameOfSetting).join(', ') },
          { term: 'Masks', value: masks[request.masks] },
          { term: 'People', value: people[request.people] },
          { term: 'Face of several', value: faces[request.facePolicy] },
          {
            term: 'Pairs at most',
            value: `${formatCount(request.maxGenuine)} genuine, ${formatCount(request.maxImpostor)} impostor`,
          },
          { term: 'Seed', value: request.seed },
          ...(request.exclude === null ? [] : [{ term: 'Without', value: 'photos that a reviewed list excludes' }]),
          ...(request.thresholdsFrom === null ? [] : [{ term: 'Thresholds of', value: request.thresholdsFrom }]),
        ]}
      />
    </Section>
  )
}
