// Plain JavaScript, so that a worker thread starts without a TypeScript loader; it registers one for the rest.
import { register } from 'tsx/esm/api'

register()
await import('./training-worker.ts')
