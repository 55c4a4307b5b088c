import type { Population } from './clustered-scores.ts'

/** Enough for a coverage of 95 % to be known within 1 % (standard error). */
export const draws = 500
export const resamples = 500
export const targets = [0.01, 0.001]

export const populations: readonly Population[] = [
  {
    name: 'all pairs of 4 pictures of 100 people',
    people: 100,
    pairs: { pictures: 4 },
    genuine: { mean: 3, person: 0.7, pair: 0.7 },
    impostor: { person: 0.25, couple: 0.3, pair: 0.85 },
  },
  {
    name: 'all pairs of 4 pictures of 60 people, who differ much',
    people: 60,
    pairs: { pictures: 4 },
    genuine: { mean: 3, person: 0.8, pair: 0.6 },
    impostor: { person: 0.4, couple: 0.4, pair: 0.7 },
  },
  {
    name: '1,500 and 3,000 random pairs of 400 people',
    people: 400,
    pairs: { genuine: 1500, impostor: 3000 },
    genuine: { mean: 3, person: 0.7, pair: 0.7 },
    impostor: { person: 0.3, couple: 0.3, pair: 0.8 },
  },
  {
    name: '1,500 and 3,000 random pairs of 100 people',
    people: 100,
    pairs: { genuine: 1500, impostor: 3000 },
    genuine: { mean: 3, person: 0.7, pair: 0.7 },
    impostor: { person: 0.25, couple: 0.3, pair: 0.85 },
  },
  {
    name: 'all pairs of 3 pictures of 30 people',
    people: 30,
    pairs: { pictures: 3 },
    genuine: { mean: 3, person: 0.7, pair: 0.7 },
    impostor: { person: 0.3, couple: 0.3, pair: 0.8 },
  },
  {
    name: '3,000 and 3,000 random pairs of 1,700 people',
    people: 1700,
    pairs: { genuine: 3000, impostor: 3000 },
    genuine: { mean: 3, person: 0.7, pair: 0.7 },
    impostor: { person: 0.4, couple: 0.4, pair: 0.7 },
  },
]
