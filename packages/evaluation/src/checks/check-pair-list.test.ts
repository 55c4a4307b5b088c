import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { checkPairList } from './check-pair-list.ts'
import type { CheckedPair, MaskState } from './checked-pair.ts'

/** `anna1-ben2`: picture 1 of anna against picture 2 of ben; genuine when the names agree. */
function pair(text: string, { mask = null }: { mask?: [MaskState, MaskState] | null } = {}): CheckedPair {
  const [reference, probe] = text.split('-').map((picture, side) => ({
    person: picture.replace(/\d/g, ''),
    picture,
    mask: mask === null ? null : mask[side]!,
  }))
  return { reference: reference!, probe: probe!, genuine: reference!.person === probe!.person }
}

/** 40 people with two pictures each: a genuine pair each and one impostor pair with the next. */
const sound: CheckedPair[] = Array.from({ length: 40 }, (_, i) => {
  const name = (n: number) => `p${String.fromCharCode(97 + Math.floor((n % 40) / 8), 97 + (n % 8))}`
  return [pair(`${name(i)}1-${name(i)}2`), pair(`${name(i)}1-${name(i + 1)}2`)]
}).flat()

const codesOf = (pairs: readonly CheckedPair[]) =>
  checkPairList(pairs).map(({ code, severity }) => `${severity} ${code}`)

test('nothing is found in a sound list', () => {
  expect(checkPairList(sound)).toEqual([])
})

describe('errors', () => {
  test('only one class', () => {
    expect(codesOf(sound.filter(({ genuine }) => genuine))).toEqual(['error impostor-missing'])
    expect(codesOf(sound.filter(({ genuine }) => !genuine))).toEqual(['error genuine-missing'])
    expect(codesOf([])).toEqual(['error genuine-missing', 'error impostor-missing'])
  })

  test('a picture against itself', () => {
    const [finding, ...rest] = checkPairList([...sound, pair('paa1-paa1'), pair('pab1-pab1')])
    expect(rest).toEqual([])
    expect(finding).toEqual({
      code: 'self-pair',
      severity: 'error',
      message: 'Expected two pictures in a pair but 2 pairs compare a picture with itself, first pair 80',
      details: { count: 2, pairs: [80, 81] },
    })
  })

  test('labels that the names contradict', () => {
    const [finding] = checkPairList([...sound.slice(0, -1), { ...sound.at(-1)!, genuine: true }])
    expect(finding).toMatchObject({ code: 'label-conflict', severity: 'error', details: { count: 1, pairs: [79] } })
    expect(finding!.message).toContain('first pair 79: genuine with "peh" and "paa"')
  })

  test('the same pictures with both labels, where nobody is named', () => {
    const unnamed = sound.map(({ reference, probe, genuine }) => ({
      reference: { ...reference, person: null },
      probe: { ...probe, person: null },
      genuine,
    }))
    expect(codesOf([...unnamed, { ...unnamed[0]!, genuine: false }])).toEqual(['error label-conflict'])
  })

  test('one picture under two names', () => {
    const wrong = pair('paa1-pac1')
    const findings = checkPairList([...sound, { ...wrong, probe: { ...wrong.probe, picture: 'pad1' } }])
    expect(findings).toMatchObject([{ code: 'picture-of-several-people', details: { count: 1, pictures: ['pad1'] } }])
  })
})

describe('warnings', () => {
  test('a pair twice, and a pair with its sides swapped', () => {
    const findings = checkPairList([...sound, sound[3]!, pair('pab2-paa1')])
    expect(findings).toMatchObject([
      { code: 'pair-duplicate', severity: 'warning', details: { count: 1, pairs: [80] } },
      { code: 'pair-reversed', severity: 'warning', details: { count: 1, pairs: [81] } },
    ])
  })

  test('swapped sides are another comparison when one side is masked', () => {
    const masked = (text: string) => pair(text, { mask: ['unmasked', 'masked'] })
    expect(codesOf([...sound.slice(2), masked('paa1-paa2'), masked('paa2-paa1')])).toEqual([])
  })

  test('too few people, an error below two', () => {
    expect(codesOf([pair('paa1-paa2'), pair('paa1-pab1')])).toEqual(['warning people-too-few'])
    expect(codesOf([pair('paa1-paa2')])).toEqual(['error impostor-missing', 'error people-too-few'])
  })

  test('nobody with both genuine and impostor pairs', () => {
    const apart = [...sound.filter(({ genuine }) => genuine), pair('x1-y1')]
    expect(codesOf(apart)).toEqual(['warning classes-without-common-people'])
  })

  test('people on one side only, beyond chance', () => {
    const impostors = (swap: (i: number) => boolean) =>
      Array.from({ length: 300 }, (_, i) => {
        const [a, b] = [`q${'abcdefghij'[i % 10]}`, `r${'abcdefghij'[(i * 7 + Math.floor(i / 10)) % 10]}`]
        return swap(i) ? pair(`${b}${i % 9}-${a}${i % 9}`) : pair(`${a}${i % 9}-${b}${i % 9}`)
      })
    const found = (pairs: CheckedPair[]) => checkPairList(pairs).filter(({ code }) => code === 'people-on-one-side')
    const rng = createRng('sides')
    expect(found([...sound, ...impostors(() => rng.next() < 0.5)])).toEqual([])
    const [finding] = found([...sound, ...impostors(() => false)])
    expect(finding).toMatchObject({ severity: 'warning', details: { count: 20 } })
    expect(finding!.details.people).toHaveLength(10)
  })

  test('many people with two pairs each are on one side by chance', () => {
    const rng = createRng('chance')
    const pairs = Array.from({ length: 400 }, (_, i) => {
      const [a, b] = [`person${'x'.repeat(i % 400)}`, `person${'x'.repeat((i + 1) % 400)}`]
      return rng.next() < 0.5 ? pair(`${a}1-${b}1`) : pair(`${b}1-${a}1`)
    })
    expect(codesOf(pairs)).toEqual(['error genuine-missing'])
  })
})
