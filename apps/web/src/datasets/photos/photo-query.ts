import type { inferParserType } from 'nuqs/server'
import type { photoParsers } from '../set/set-address.ts'

type Filters = Omit<inferParserType<typeof photoParsers>, 'page'>

/** The filters of the address as the server takes them. */
export function photoQuery({ search, person, mask, label, problem, review }: Filters) {
  const colon = label.indexOf(':')
  return {
    ...(search === '' ? {} : { search }),
    ...(person === '' ? {} : { person }),
    ...(mask === 'all' ? {} : { masked: mask === 'masked' }),
    ...(colon < 1 ? {} : { attribute: { column: label.slice(0, colon), value: label.slice(colon + 1) } }),
    ...(problem === '' ? {} : { problem }),
    ...(review === 'all' ? {} : { review }),
  }
}
