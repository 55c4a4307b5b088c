import { defineProject } from '@maskmirror/vitest-config'

export default defineProject('web')
