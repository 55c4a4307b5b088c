#!/usr/bin/env node
// Node 20 runs the TypeScript sources through tsx; nothing has to be built first.
import { register } from 'tsx/esm/api'

register()
await import('../src/main.ts')
