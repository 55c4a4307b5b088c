export type { SearchFiles } from './search-files.ts'
export { searchFiles } from './search-files.ts'
