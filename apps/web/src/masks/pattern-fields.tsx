'use client'

import type { Failure } from '@maskmirror/core'
import { maskPatternNames } from '@maskmirror/mask-the-face'
import { Field, FieldError } from '@maskmirror/ui/field'
import { FileDrop } from '@maskmirror/ui/file-drop'
import { RangeInput } from '@maskmirror/ui/range-input'
import { SegmentedControl } from '@maskmirror/ui/segmented-control'
import { SelectInput } from '@maskmirror/ui/text-input'
import { useId, useState } from 'react'
import { patternNames } from './cover-names.ts'
import type { MaskChoices } from './mask-choices.ts'

/** Gives the picture to whoever draws; answers with why it cannot be used, or null. */
export type PrintPicture = (file: File) => Promise<Failure | null>

export interface PatternFieldsProps {
  pattern: MaskChoices['pattern']
  onChange: (pattern: MaskChoices['pattern']) => void
  onPrint: PrintPicture
}

/** What is printed on the fabric. */
export function PatternFields({ pattern, onChange, onPrint }: PatternFieldsProps) {
  const [picture, setPicture] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const errorId = useId()
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const print = async (file: File) => {
    const failure = await onPrint(file)
    setProblem(failure?.detail ?? null)
    if (failure !== null) return
    setPicture(file.name)
    onChange({ ...pattern, name: 'picture' }) // a new object draws again, also for another picture
  }
  return (
    <>
      <Field label="Pattern">
        {(control) => (
          <SelectInput
            {...control}
            value={pattern.name}
            onChange={({ target }) => onChange({ ...pattern, name: target.value as typeof pattern.name })}
          >
            <option value="none">None</option>
            {maskPatternNames.map((name) => (
              <option key={name} value={name}>
                {patternNames[name]}
              </option>
            ))}
            <option value="picture">{picture ?? 'A picture of yours'}</option>
          </SelectInput>
        )}
      </Field>
      {pattern.name === 'picture' ? (
        <div>
          <FileDrop
            label={picture === null ? 'Drop a picture to print' : 'Drop another picture'}
            accept="image/*"
            className="px-3 py-2"
            onFiles={(files) => void print(files[0]!)}
          />
          {problem === null ? null : <FieldError id={errorId}>{problem}</FieldError>}
        </div>
      ) : null}
      {pattern.name === 'none' ? null : (
        <div className="grid gap-3">
          <SegmentedControl
            legend="Fit"
            name="pattern-fit"
            value={pattern.fit}
            options={[
              { value: 'tile', label: 'Repeated' },
              { value: 'stretch', label: 'Once over all' },
            ]}
            onChange={(fit) => onChange({ ...pattern, fit })}
          />
          <RangeInput
            label="Size of a repeat"
            min={0.05}
            max={1}
            step={0.05}
            value={pattern.size}
            text={`${percent(pattern.size)} of the width`}
            disabled={pattern.fit === 'stretch'}
            onChange={(size) => onChange({ ...pattern, size })}
          />
          <RangeInput
            label="Strength"
            min={0}
            max={1}
            step={0.05}
            value={pattern.weight}
            text={percent(pattern.weight)}
            onChange={(weight) => onChange({ ...pattern, weight })}
          />
        </div>
      )}
    </>
  )
}
