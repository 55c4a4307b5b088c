import type { ProblemKind } from './set-address.ts'

interface ProblemName {
  /** Of a table's row. */
  readonly title: string
  /** On a photo. */
  readonly badge: string
  readonly explanation: string
}

export const problemNames: Readonly<Record<ProblemKind, ProblemName>> = {
  unreadable: {
    title: 'Damaged',
    badge: 'damaged',
    explanation: 'The file cannot be read or decoded.',
  },
  'duplicate-across-people': {
    title: 'One photo under several names',
    badge: 'several names',
    explanation: 'At least one of the names is wrong.',
  },
  'duplicate-across-sets': {
    title: 'Also in another set',
    badge: 'in two sets',
    explanation: 'Matters when one set trains and the other tests.',
  },
  'duplicate-of-person': {
    title: 'Stored twice under one name',
    badge: 'stored twice',
    explanation: 'A pair of the two is no comparison. The first one is no suspect.',
  },
  'mask-flag': {
    title: 'Mask flag contradicted',
    badge: 'mask flag',
    explanation: 'A model sees the opposite of what the labels say.',
  },
  identity: {
    title: 'Looks like a stranger',
    badge: 'stranger',
    explanation: 'The photo is likelier of another person. The rest of a row are bare photos of that name.',
  },
  person: {
    title: 'Looks like several people',
    badge: 'several people',
    explanation: 'Photos of one name that together are likelier of strangers, beside bare ones that are not.',
  },
}
