import type { Workbench } from '@maskmirror/experiments'

/** What every procedure gets. */
export interface ApiContext {
  readonly workbench: Workbench
  readonly version: string
}
