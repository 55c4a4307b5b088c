import type { ViteUserConfig } from 'vitest/config'

export declare function defineProject(name: string, overrides?: NonNullable<ViteUserConfig['test']>): ViteUserConfig
