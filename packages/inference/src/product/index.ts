export { toUnitRows } from '../embedding/unit-rows.ts'
export type { ProductSession, Products } from './product-session.ts'
export { createProductSession } from './product-session.ts'
