import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { halfOfPerson } from '#protocol/split-people.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { readPartOfSplit, selectPart, splitList } from './split-list.ts'
import { partOfPerson, type SplitRule, splitPeople } from './split-people.ts'

const photo = (id: string) => ({
  ...{ id, person: id.split('/')[0]!, masked: false, landmarks: null },
  load: () => Promise.reject(new Error('not read')),
})
const set = (name: string, ids: readonly string[]) => ({
  ...{ name, kind: 'folder' as const, description: '', checksum: 'c', licence: null, notes: [], pairs: null },
  photos: ids.map(photo),
})
const names = Array.from({ length: 40 }, (_, i) => `person${i}`)
const rule: SplitRule = { seed: 1, share: 0.5, parts: ['RMFD_DA', 'RMFD_FV'], personNames: 'third-part' }

describe('splitPeople', () => {
  const crops = set(
    'crops',
    names.flatMap((name) => [`${name}/1.jpg`, `${name}/2.jpg`]),
  )
  const portraits = set(
    'portraits',
    names.slice(10).map((name, i) => `00_${i}_${name}_04/0.jpg`),
  )

  test('people are on one side, by the same name in every set', () => {
    const people = splitPeople([crops, portraits], rule)
    expect(people).toHaveLength(70)
    const partOf = new Map(people.map(({ person, part }) => [person, part]))
    for (const [i, name] of names.slice(10).entries()) expect(partOf.get(`00_${i}_${name}_04`)).toBe(partOf.get(name))
    expect(new Set(partOf.values())).toEqual(new Set(rule.parts))
    expect(people[0]).toMatchObject({ dataset: 'crops', photos: 2 })
  })

  test('adding people moves nobody', () => {
    const few = splitPeople(
      [
        set(
          'crops',
          names.slice(0, 20).map((name) => `${name}/1.jpg`),
        ),
      ],
      rule,
    )
    const all = new Map(splitPeople([crops], rule).map(({ person, part }) => [person, part]))
    for (const { person, part } of few) expect(all.get(person)).toBe(part)
  })

  test('the usual share is the split of --people', () => {
    const usual: SplitRule = { ...rule, parts: ['development', 'test'], personNames: 'as-is' }
    for (const name of names) expect(partOfPerson(name, usual)).toBe(halfOfPerson(name, 1))
  })

  test.each([
    [{ share: 0 }, 'bad-option'],
    [{ share: 1.5 }, 'bad-option'],
    [{ parts: ['a', 'a'] as const }, 'bad-option'],
    [{ parts: ['a', 'b,c'] as const }, 'bad-option'],
    [{ share: 1e-9 }, 'bad-split'],
  ])('%j is refused', (change, code) => {
    expect(() => splitPeople([crops], { ...rule, ...change })).toThrow(expect.objectContaining({ code }))
  })

  test('the list comes back, and selects people with their pairs', async () => {
    const withPairs = {
      ...crops,
      pairs: [
        { reference: 'person0/1.jpg', probe: 'person0/2.jpg', genuine: true },
        ...names.slice(1).map((name) => ({ reference: 'person0/1.jpg', probe: `${name}/1.jpg`, genuine: false })),
      ],
    }
    await using folder = await temporaryFolder({ 'split.csv': splitList(splitPeople([crops, portraits], rule)) })
    const path = join(folder.path, 'split.csv')
    const [da, fv] = await Promise.all(rule.parts.map((part) => readPartOfSplit(path, part, crops)))
    expect([...da!.people, ...fv!.people].sort()).toEqual([...names].sort())
    expect(da!.checksum).not.toBe(fv!.checksum)
    const mine = da!.people.has('person0') ? da! : fv!
    const kept = selectPart(withPairs, mine)
    expect(kept.photos).toHaveLength(2 * mine.people.size)
    expect(kept.pairs).toHaveLength(mine.people.size)
    expect(kept.notes.at(-1)).toContain(`${40 - mine.people.size} listed pairs name others`)
  })

  test.each([
    ['dataset,person,part\ncrops,person0,a\ncrops,person0,b\n', /line 3: expected each person once/],
    ['dataset,person,part\ncrops,person0,a\n', /every person of crops in split\.csv but person1 /],
    [`dataset,person,part\n${names.map((name) => `crops,${name},a\n`).join('')}`, /part to be one of split\.csv \(a\)/],
    ['person,part\n', /line 1: expected a header/],
  ])('a list that does not fit: %#', async (text, message) => {
    await using folder = await temporaryFolder({ 'split.csv': text })
    const work = readPartOfSplit(join(folder.path, 'split.csv'), 'test', crops)
    await expect(work).rejects.toMatchObject({ code: 'bad-split', message: expect.stringMatching(message) })
  })
})
