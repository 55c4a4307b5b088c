import { expect, test } from 'vitest'
import { checkGallery } from './check-gallery.ts'

const gallery = Array.from({ length: 40 }, (_, i) => ({ person: `p${i}`, picture: `${i}-a.jpg` }))
const probes = gallery.map(({ person }, i) => ({ person, picture: `${i}-b.jpg` }))

test('nothing is found in a sound gallery, named pictures or not', () => {
  expect(checkGallery(gallery, [...probes, { person: 'stranger', picture: null }])).toEqual([])
})

test('an enrolled picture as a probe', () => {
  expect(checkGallery(gallery, [...probes, gallery[3]!])).toMatchObject([
    { code: 'self-pair', severity: 'error', details: { count: 1, probes: [40] } },
  ])
})

test('probes of strangers only, and a small gallery', () => {
  expect(checkGallery(gallery.slice(0, 5), probes.slice(5))).toMatchObject([
    { code: 'genuine-missing', severity: 'error' },
    { code: 'people-too-few', severity: 'warning', details: { people: 5 } },
  ])
  expect(checkGallery(gallery.slice(0, 1), probes)).toMatchObject([{ code: 'people-too-few', severity: 'error' }])
})

test('one picture under two names', () => {
  expect(checkGallery(gallery, [...probes, { person: 'p1', picture: '0-b.jpg' }])).toMatchObject([
    { code: 'picture-of-several-people', details: { pictures: ['0-b.jpg'] } },
  ])
})
