import { defineProject } from '@maskmirror/vitest-config'

// trainings compute on one thread for seconds, on a busy machine for minutes
export default defineProject('model', { testTimeout: 300_000 })
