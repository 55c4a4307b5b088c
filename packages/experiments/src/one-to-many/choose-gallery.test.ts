import type { SearchRole } from '@maskmirror/datasets'
import { describe, expect, test } from 'vitest'
import { chooseGallery, type SearchableView } from './choose-gallery.ts'

/** 30 people with three photos each; masks are drawn on them. */
const views: SearchableView[] = Array.from({ length: 90 }, (_, view) => {
  const photo = `${Math.floor(view / 3)}/${view % 3}.jpg`
  return {
    view,
    person: `p${Math.floor(view / 3)}`,
    reference: photo,
    probe: photo,
    roles: { reference: null, probe: null },
  }
})

describe('chooseGallery', () => {
  const { references, probes } = chooseGallery(views, 1)
  const enrolled = new Set(references.map(({ person }) => person))

  test('a third of the people has probes only, the others one reference', () => {
    expect(references).toHaveLength(20)
    expect(enrolled.size).toBe(20)
    expect(probes).toHaveLength(10 * 3 + 20 * 2)
  })

  test('nobody is searched with the photo that is enrolled', () => {
    const photos = new Set(references.map(({ reference }) => reference))
    for (const { probe } of probes) expect(photos).not.toContain(probe)
  })

  test('the seed decides, not the order of the views', () => {
    expect(chooseGallery(views.toReversed(), 1)).toEqual({ references, probes })
    expect(chooseGallery(views, 2)).not.toEqual({ references, probes })
  })

  test('references are the same for masked probes', () => {
    const masked = views.map((view) => ({ ...view, probe: view.view % 2 === 0 ? `masked ${view.probe}` : null }))
    const other = chooseGallery(masked, 1)
    expect(other.references.map(({ reference }) => reference)).toEqual(references.map(({ reference }) => reference))
    expect(other.probes.every(({ probe }) => probe?.startsWith('masked'))).toBe(true)
  })
})

test('a photo in several views is searched once', () => {
  const several = [...views, { ...views[0]!, view: 90 }]
  expect(chooseGallery(several, 1).probes.length).toBe(chooseGallery(views, 1).probes.length)
})

test('somebody without a photo to enrol is in neither', () => {
  const without = views.map((view) => (view.person === 'p0' ? { ...view, reference: null } : view))
  const found = [1, 2, 3, 4, 5, 6].map((seed) => {
    const plan = chooseGallery(without, seed)
    expect(plan.references.some(({ person }) => person === 'p0')).toBe(false)
    return plan.probes.filter(({ person }) => person === 'p0').length
  })
  expect(new Set(found)).toEqual(new Set([0, 3])) // 3 where the seed leaves p0 out of the gallery
})

describe('roles that the set gives', () => {
  const withRole = (role: SearchRole, view: number, person: string): SearchableView => {
    const photo = `${person}/${role}.jpg`
    return { view, person, reference: photo, probe: photo, roles: { reference: role, probe: role } }
  }

  test('gallery and probes are as listed; probes of others have no mate', () => {
    const listed = [
      withRole('gallery', 0, 'anna'),
      withRole('probe', 1, 'anna'),
      withRole('gallery', 2, 'bert'),
      withRole('probe', 3, 'carl'),
      { ...views[0]!, view: 4, person: 'bert' }, // without role: in neither
    ]
    const { references, probes } = chooseGallery(listed, 1)
    expect(references.map(({ view }) => view)).toEqual([0, 2])
    expect(probes.map(({ view }) => view)).toEqual([1, 3])
  })

  test('distractors are enrolled beside the others, which are chosen as without them, and never searched', () => {
    const distractors = Array.from({ length: 50 }, (_, i) => withRole('distractor', 90 + i, `distractor ${i}`))
    const [plain, hard] = [chooseGallery(views, 1), chooseGallery([...distractors, ...views], 1)]
    expect(hard.references.slice(0, -50)).toEqual(plain.references)
    expect(hard.references.slice(-50)).toEqual(distractors)
    expect(hard.probes).toEqual(plain.probes)
  })
})
