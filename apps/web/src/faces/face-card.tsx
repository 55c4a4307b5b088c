'use client'

import type { MaskDecision, MaskPlace, QualityReason } from '@maskmirror/faces/browser-safe'
import { maskPlaces, qualityReasons } from '@maskmirror/faces/browser-safe'
import { Badge } from '@maskmirror/ui/badge'
import { Button } from '@maskmirror/ui/button'
import { DescriptionList } from '@maskmirror/ui/description-list'
import { Disclosure } from '@maskmirror/ui/disclosure'
import type { HeadPose } from '#landmarks/head-pose.ts'
import type { ExaminedFace } from '#landmarks/landmark-calls.ts'
import { downloadBlob } from '#photos/download-blob.ts'
import { encodePng } from '#photos/encode-png.ts'
import { PixelCanvas } from '#photos/pixel-canvas.tsx'

/** What is wrong, and what the part means when it is read in full. */
const reasonWords: Readonly<Record<QualityReason, { wrong: string; part: string }>> = {
  small: { wrong: 'small', part: 'Size' },
  blurred: { wrong: 'blurred', part: 'Sharpness' },
  dark: { wrong: 'dark', part: 'Not too dark' },
  bright: { wrong: 'too bright', part: 'Not too bright' },
  'strong-pose': { wrong: 'turned far', part: 'Towards the camera' },
  'cut-off': { wrong: 'cut off', part: 'Inside the photo' },
}

export interface FaceCardProps {
  face: ExaminedFace
  /** From 1. */
  number: number
  /** Of the photo, for the names of files. */
  photoName: string
}

/** One face: its aligned crop, where it looks, how good it is. */
export function FaceCard({ face, number, photoName }: FaceCardProps) {
  const { crop, pose, quality, points5, mask, visibility68 } = face
  const eyesPx = Math.hypot(points5[2]! - points5[0]!, points5[3]! - points5[1]!)
  const stem = photoName.replace(/\.[^.]*$/, '')
  const save = () => void encodePng(crop).then((png) => downloadBlob(png, `${stem}-face-${number}.png`))
  return (
    <article
      aria-label={`Face ${number}`}
      className="grid gap-3 rounded-lg border border-line bg-surface p-3 sm:grid-cols-[7rem_minmax(0,1fr)]"
    >
      <div className="grid content-start justify-items-start gap-2">
        <PixelCanvas pixels={crop} label={`Face ${number}, aligned`} className="size-28 rounded border border-line" />
        <Button size="small" onClick={save}>
          Save the crop
        </Button>
      </div>
      <div className="grid content-start gap-2">
        <div className="flex flex-wrap items-center gap-1.5">
          <h3 className="mr-1 text-sm font-semibold text-ink">Face {number}</h3>
          {quality.reasons.length === 0 ? <Badge tone="good">nothing wrong</Badge> : null}
          {quality.reasons.map((reason) => (
            <Badge key={reason} tone="warn">
              {reasonWords[reason].wrong}
            </Badge>
          ))}
        </div>
        <DescriptionList
          items={[
            { term: 'Quality', value: quality.score.toFixed(2) },
            { term: 'Looks', value: pose === null ? 'not known' : looks(pose) },
            { term: 'Tilted', value: pose === null ? 'not known' : tilted(pose) },
            { term: 'Eyes apart', value: `${eyesPx.toFixed(0)} pixels` },
            { term: 'Mask', value: maskWords(mask) },
            { term: 'In view', value: `${visibility68.filter((seen) => seen >= 0.5).length} of 68 points` },
          ]}
        />
        {mask.places === null ? null : (
          <Disclosure summary="How likely each way to wear a mask is">
            <DescriptionList
              items={maskPlaces.map((place) => ({ term: placeWords[place], value: percent(mask.places![place]) }))}
            />
            <p className="mt-1.5 text-xs text-ink-soft">
              By a small network that learnt from drawn masks. It decides only where it is sure enough.
            </p>
          </Disclosure>
        )}
        <Disclosure summary="What the quality is made of">
          <DescriptionList
            items={qualityReasons.map((reason) => ({
              term: reasonWords[reason].part,
              value: quality.parts[reason]?.toFixed(2) ?? 'not known',
            }))}
          />
          <p className="mt-1.5 text-xs text-ink-soft">
            From 0 to 1, by rules and not learnt; the quality is the smallest, and what is below 0.5 is named.
          </p>
        </Disclosure>
      </div>
    </article>
  )
}

const placeWords: Readonly<Record<MaskPlace, string>> = {
  none: 'None',
  correct: 'Over mouth and nose',
  'below-nose': 'Below the nose',
  'on-chin': 'On the chin',
}

/** @returns whole percent; never 0 or 100, which would be certain */
function percent(share: number): string {
  if (share < 0.01) return 'below 1 %'
  return share > 0.99 ? 'above 99 %' : `${Math.round(share * 100)} %`
}

function maskWords({ decision, where, probability }: MaskDecision): string {
  const worn = `a mask: ${percent(probability)}`
  if (decision === 'unsure') return `not sure (${worn})`
  if (decision === 'bare') return `none (${worn})`
  return `${where === null || where === 'none' ? 'worn' : placeWords[where].toLowerCase()} (${worn})`
}

// sides are the person's own, which are the same in a mirror

function looks({ yawDeg, pitchDeg }: HeadPose): string {
  const aside = Math.round(yawDeg)
  const up = Math.round(pitchDeg)
  if (aside === 0 && up === 0) return 'into the camera'
  const parts = [
    aside === 0 ? null : `${Math.abs(aside)}° to their ${aside > 0 ? 'left' : 'right'}`,
    up === 0 ? null : `${Math.abs(up)}° ${up > 0 ? 'up' : 'down'}`,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

function tilted({ rollDeg }: HeadPose): string {
  const tilt = Math.round(rollDeg)
  return tilt === 0 ? 'upright' : `${Math.abs(tilt)}° to their ${tilt > 0 ? 'left' : 'right'}`
}
