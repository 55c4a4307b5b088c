'use client'

import { type MaskStyle, maskColourNames, maskColours, maskStyles } from '@maskmirror/mask-the-face'
import { Disclosure } from '@maskmirror/ui/disclosure'
import { Field } from '@maskmirror/ui/field'
import { Section } from '@maskmirror/ui/section'
import { SelectInput } from '@maskmirror/ui/text-input'
import { colourNames, styleNames } from './cover-names.ts'
import { JitterFields } from './jitter-fields.tsx'
import type { MaskChoices } from './mask-choices.ts'
import { MatchFields } from './match-fields.tsx'
import { PatternFields, type PrintPicture } from './pattern-fields.tsx'

export interface ChoicePanelProps {
  choices: MaskChoices
  onChange: (choices: MaskChoices) => void
  onPrint: PrintPicture
}

/** How all covers are drawn. */
export function ChoicePanel({ choices, onChange, onPrint }: ChoicePanelProps) {
  const { style, colour, pattern, jitter, match } = choices
  const own = colour.startsWith('#')
  return (
    <Section title="How they are drawn">
      <div className="grid gap-4">
        <Field label="Worn" hint="Shield, sunglasses and cap are only worn one way.">
          {(control) => (
            <SelectInput
              {...control}
              value={style}
              onChange={({ target }) => onChange({ ...choices, style: target.value as MaskStyle })}
            >
              {maskStyles.map((name) => (
                <option key={name} value={name}>
                  {styleNames[name]}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field label="Colour">
          {(control) => (
            <SelectInput
              {...control}
              value={own ? 'own' : colour}
              onChange={({ target: { value } }) =>
                onChange({ ...choices, colour: value === 'own' ? hexOf(maskColours.green) : value })
              }
            >
              <option value="usual">As each is usually sold</option>
              {maskColourNames.map((name) => (
                <option key={name} value={name}>
                  {colourNames[name]}
                </option>
              ))}
              <option value="own">Another</option>
            </SelectInput>
          )}
        </Field>
        {own ? (
          <Field label="Which colour">
            {(control) => (
              <input
                {...control}
                type="color"
                value={colour}
                onChange={({ target }) => onChange({ ...choices, colour: target.value })}
                className="h-9 w-full cursor-pointer rounded-md border border-field bg-surface p-1"
              />
            )}
          </Field>
        ) : null}
        <PatternFields pattern={pattern} onChange={(pattern) => onChange({ ...choices, pattern })} onPrint={onPrint} />
        <Disclosure summary="Position and size by lot">
          <JitterFields jitter={jitter} onChange={(jitter) => onChange({ ...choices, jitter })} />
        </Disclosure>
        <Disclosure summary="Matched to the photo">
          <MatchFields match={match} onChange={(match) => onChange({ ...choices, match })} />
        </Disclosure>
      </div>
    </Section>
  )
}

function hexOf(rgb: readonly number[]): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
