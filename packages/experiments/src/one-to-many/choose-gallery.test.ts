import { describe, expect, test } from 'vitest'
import { chooseGallery, type SearchableView } from './choose-gallery.ts'

/** 30 people with three photos each; masks are drawn on them. */
const views: SearchableView[] = Array.from({ length: 90 }, (_, view) => {
  const photo = `${Math.floor(view / 3)}/${view % 3}.jpg`
  return { view, person: `p${Math.floor(view / 3)}`, reference: photo, probe: photo }
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
