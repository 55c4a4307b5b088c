import type { ComparisonTable } from '@maskmirror/evaluation'
import { Badge } from '@maskmirror/ui/badge'
import { Panel } from '@maskmirror/ui/panel'
import { nameOfSetting } from '#settings/setting-catalogue.ts'
import type { Example } from '#trpc/outputs.ts'
import { PairPicture } from './pair-picture.tsx'
import { PairScores } from './pair-scores.tsx'

/** One pair: its pictures as the recogniser sees them, and its score in every setting. */
export function ExampleCard({ example, table }: { example: Example; table: ComparisonTable }) {
  const { genuine, reference, bareProbe, probe, treated, pairIndex } = example
  const pictures = [
    {
      key: 'reference',
      caption: 'Reference',
      alt: `Reference photo ${reference.photo} of ${reference.person}`,
      image: reference.image,
    },
    ...(bareProbe === null
      ? []
      : [
          {
            key: 'bare',
            caption: 'Probe, bare',
            alt: `Bare probe photo ${bareProbe.photo} of ${bareProbe.person}`,
            image: bareProbe.image,
          },
        ]),
    ...(probe === null
      ? []
      : [
          {
            key: 'probe',
            caption: 'Probe, masked',
            alt: `Masked probe photo ${probe.photo} of ${probe.person}`,
            image: probe.image,
          },
        ]),
    ...treated.map(({ setting, image, detail }) => ({
      key: setting,
      caption: nameOfSetting(setting),
      alt: `The reference treated for this probe: ${nameOfSetting(setting)}, ${detail}`,
      image,
    })),
  ]
  return (
    <Panel className="flex h-full min-w-0 flex-col p-3">
      <div className="flex items-baseline justify-between gap-2">
        <Badge tone={genuine ? 'good' : 'warn'}>{genuine ? 'Genuine' : 'Impostor'}</Badge>
        <span className="text-xs text-ink-faint tabular-nums">pair {pairIndex}</span>
      </div>
      <ul className="mt-2 mb-3 grid grid-cols-3 gap-2">
        {pictures.map(({ key, caption, alt, image }) => (
          <li key={key} className="min-w-0">
            <PairPicture image={image} alt={alt} className="max-w-28" />
            <span className="mt-0.5 block text-xs text-ink-soft">{caption}</span>
          </li>
        ))}
      </ul>
      <PairScores scores={example.scores} genuine={genuine} table={table} />
    </Panel>
  )
}
