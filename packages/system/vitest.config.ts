import { defineProject } from '@maskmirror/vitest-config'

export default defineProject('system')
