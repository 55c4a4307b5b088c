/** A name as it is, unless it holds what could confuse a terminal. */
export function shown(file: string): string {
  return /\p{Cc}/u.test(file) ? JSON.stringify(file) : file
}
