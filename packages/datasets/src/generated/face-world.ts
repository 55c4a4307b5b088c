import { DatasetError } from '#error.ts'

/** What makes pictures of one person differ beyond pose, expression and light, and people resemble each other. */
export interface FaceWorld {
  /** Camera models, see `CameraModel`; one for all pictures of a session. 0: every picture has its own blur, grain and compression. */
  readonly cameras: number
  /**
   * Occasions on which a person's pictures are taken in turn, days apart, each with its own light, place, clothes, hair, beard and
   * glasses. 0: light and clothes change with every picture, hair and beard never.
   */
  readonly sessions: number
  /** Years from the first to the last session; the person ages by as many. */
  readonly years: number
  /** Share of people who are one of two that look like siblings, 0..1. */
  readonly lookAlikes: number
  /** Share of pictures with something other than a mask before the face, 0..1. */
  readonly occluders: number
}

/** Nothing of it: what a recogniser is tried on first. */
export const plainWorld: FaceWorld = { cameras: 0, sessions: 0, years: 0, lookAlikes: 0, occluders: 0 }

/** Something of all of it; our choice. */
export const variedWorld: FaceWorld = { cameras: 5, sessions: 3, years: 8, lookAlikes: 0.3, occluders: 0.15 }

export function isPlain({ cameras, sessions, lookAlikes, occluders }: FaceWorld): boolean {
  return cameras === 0 && sessions === 0 && lookAlikes === 0 && occluders === 0
}

/** @throws DatasetError `bad-option` */
export function checkWorld({ cameras, sessions, years, lookAlikes, occluders }: FaceWorld): void {
  const expect = (holds: boolean, name: string, rule: string, value: number) => {
    if (holds) return
    throw new DatasetError({
      code: 'bad-option',
      message: `Expected ${name} ${rule} but received ${value}`,
      details: { [name]: value },
    })
  }
  for (const [name, value] of Object.entries({ cameras, sessions })) {
    expect(Number.isInteger(value) && value >= 0, name, 'to be a whole number of at least 0', value)
  }
  expect(years >= 0 && years <= 60, 'years', 'in 0..60', years)
  expect(years === 0 || sessions >= 2, 'sessions', 'to be at least 2 where years pass', sessions)
  for (const [name, value] of Object.entries({ lookAlikes, occluders })) {
    expect(value >= 0 && value <= 1, name, 'in 0..1', value)
  }
}
