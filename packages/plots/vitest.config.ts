import { defineProject } from '@maskmirror/vitest-config'

export default defineProject('plots')
