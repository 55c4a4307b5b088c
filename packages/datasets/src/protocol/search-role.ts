import type { Photo } from '#dataset.ts'

/**
 * What a photo is for when probes are searched in a gallery: enrolled and never searched, searched and never enrolled, or enrolled among
 * the others to make the search harder, and never compared otherwise. A photo without role may be either.
 */
export const searchRoles = ['gallery', 'probe', 'distractor'] as const

export type SearchRole = (typeof searchRoles)[number]

/** From the column `role` of the labels; null when it is absent or says something else. */
export function searchRole({ attributes }: Pick<Photo, 'attributes'>): SearchRole | null {
  return searchRoles.find((role) => role === attributes?.role) ?? null
}
