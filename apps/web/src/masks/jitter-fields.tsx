import { Button } from '@maskmirror/ui/button'
import { Field } from '@maskmirror/ui/field'
import { RangeInput } from '@maskmirror/ui/range-input'
import { TextInput } from '@maskmirror/ui/text-input'
import type { MaskChoices } from './mask-choices.ts'

export interface JitterFieldsProps {
  jitter: MaskChoices['jitter']
  onChange: (jitter: MaskChoices['jitter']) => void
}

/** How far each lies from where the points of the face put it: spreads, and the seed that they are drawn by. */
export function JitterFields({ jitter, onChange }: JitterFieldsProps) {
  const { position, size, rollDeg, seed } = jitter
  return (
    <div className="grid gap-3">
      <RangeInput
        label="Position"
        min={0}
        max={0.1}
        step={0.005}
        value={position}
        text={`± ${(position * 100).toFixed(1)} % of the eye distance`}
        onChange={(position) => onChange({ ...jitter, position })}
      />
      <RangeInput
        label="Size"
        min={0}
        max={0.15}
        step={0.005}
        value={size}
        text={`± ${(size * 100).toFixed(1)} %`}
        onChange={(size) => onChange({ ...jitter, size })}
      />
      <RangeInput
        label="Tilt"
        min={0}
        max={8}
        step={0.5}
        value={rollDeg}
        text={`± ${rollDeg.toFixed(1)}°`}
        onChange={(rollDeg) => onChange({ ...jitter, rollDeg })}
      />
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label="Seed">
            {(control) => (
              <TextInput
                {...control}
                value={seed}
                onChange={({ target }) => onChange({ ...jitter, seed: target.value })}
              />
            )}
          </Field>
        </div>
        <Button onClick={() => onChange({ ...jitter, seed: nextSeed(seed) })}>Next</Button>
      </div>
      <p className="text-xs text-ink-soft">The same seed gives the same picture.</p>
    </div>
  )
}

/** Counts on at the end of a seed. */
function nextSeed(seed: string): string {
  const number = /\d{1,9}$/.exec(seed)?.[0]
  return number === undefined ? `${seed}1` : `${seed.slice(0, -number.length)}${Number(number) + 1}`
}
