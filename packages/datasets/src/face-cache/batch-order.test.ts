import { createRng } from '@maskmirror/core'
import { describe, expect, test } from 'vitest'
import { balancedOrder, shuffledOrder } from './batch-order.ts'

const faces = Uint32Array.of(3, 5, 8, 13, 21, 34, 55)

describe('shuffledOrder', () => {
  const open = (seed = 'a') => shuffledOrder({ faces, batch: 3, rng: createRng(seed) })

  test('gives every face once in each round, each round in another order', () => {
    const order = open()
    const all = Array.from({ length: 7 }, (_, step) => [...order(step)]).flat()
    const rounds = [all.slice(0, 7), all.slice(7, 14), all.slice(14, 21)]
    for (const round of rounds) expect(round.toSorted((a, b) => a - b)).toEqual([...faces])
    expect(rounds[0]).not.toEqual(rounds[1])
    expect([...open('b')(0)]).not.toEqual(rounds[0]!.slice(0, 3))
  })

  test('a step needs none of those before', () => {
    const order = open()
    const inTurn = Array.from({ length: 40 }, (_, step) => [...order(step)])
    for (const step of [39, 2, 17]) expect([...open()(step)]).toEqual(inTurn[step])
  })

  test('refuses to choose from nothing', () => {
    expect(() => shuffledOrder({ faces: new Uint32Array(0), batch: 1, rng: createRng(1) })).toThrow(/there are none/)
  })
})

describe('balancedOrder', () => {
  // people 0, 1 and 2 with five, two and one faces; face 9 does not take part
  const personOf = Uint32Array.of(2, 0, 0, 1, 0, 0, 1, 0, 0, 1)
  const taking = Uint32Array.of(8, 7, 6, 5, 4, 3, 2, 0)
  const open = () =>
    balancedOrder({ faces: taking, personOf, people: 2, facesPerPerson: 2, rng: createRng('balanced') })

  test('gives so many of so many, people and the faces of each in turn', () => {
    const order = open()
    const seen = new Map<number, number[]>()
    const visits: number[] = []
    for (let step = 0; step < 15; step++) {
      const batch = [...order(step)]
      expect(batch).toHaveLength(4)
      for (const [first, second] of [batch.slice(0, 2), batch.slice(2)] as [number, number][]) {
        const person = personOf[first]!
        expect(personOf[second]).toBe(person)
        visits.push(person)
        seen.set(person, [...(seen.get(person) ?? []), first, second])
      }
    }
    for (let i = 0; i < visits.length; i += 3) expect(visits.slice(i, i + 3).toSorted()).toEqual([0, 1, 2])
    // ten visits with two faces each: person 0 has five, all of which come before any comes again
    const own = seen.get(0)!
    for (let i = 0; i < own.length; i += 5) expect(own.slice(i, i + 5).toSorted()).toEqual([2, 4, 5, 7, 8])
    expect(new Set(seen.get(1))).toEqual(new Set([3, 6]))
    expect(new Set(seen.get(2))).toEqual(new Set([0]))
  })

  test('a step needs none of those before', () => {
    const order = open()
    const inTurn = Array.from({ length: 20 }, (_, step) => [...order(step)])
    expect([...open()(19)]).toEqual(inTurn[19])
  })
})
