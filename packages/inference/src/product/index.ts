export { toUnitRows } from '../embedding/unit-rows.ts'
export type { Products } from './product-session.ts'
export { createProductSession } from './product-session.ts'
