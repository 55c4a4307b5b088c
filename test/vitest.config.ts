import { defineProject } from '@maskmirror/vitest-config'

export default defineProject('workspace', { include: ['**/*.test.ts'] })
