import { ChoiceGroup } from '@maskmirror/ui/choice'
import type { MaskChoices } from './mask-choices.ts'

const names = ['brightness', 'saturation', 'sharpness', 'shadow'] as const

const labels: Readonly<Record<(typeof names)[number], { label: string; explanation: string }>> = {
  brightness: { label: 'Light', explanation: 'As bright as the skin beside it.' },
  saturation: { label: 'Saturation', explanation: 'As strong as the photo’s colours.' },
  sharpness: { label: 'Sharpness', explanation: 'As blurred as the face.' },
  shadow: { label: 'Shadow', explanation: 'A soft one on the skin.' },
}

export interface MatchFieldsProps {
  match: MaskChoices['match']
  onChange: (match: MaskChoices['match']) => void
}

/** What is fitted to the photo. */
export function MatchFields({ match, onChange }: MatchFieldsProps) {
  return (
    <ChoiceGroup
      legend={<span className="sr-only">Matched to the photo</span>}
      name="match"
      choices={names.map((name) => ({ value: name, ...labels[name] }))}
      chosen={names.filter((name) => match[name])}
      onToggle={(name, chosen) => onChange({ ...match, [name]: chosen })}
    />
  )
}
