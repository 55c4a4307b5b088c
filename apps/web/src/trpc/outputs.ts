import type { AppRouter } from '@maskmirror/api'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

type Outputs = inferRouterOutputs<AppRouter>

export type DatasetSummary = Outputs['datasets']['list'][number]
export type DatasetDetail = Outputs['datasets']['get']
export type PhotoTile = Outputs['datasets']['photos']['photos'][number]
export type PhotoDetail = Outputs['datasets']['photo']
export type HealthOfSet = Outputs['health']['get']
export type HealthOverview = NonNullable<HealthOfSet['overview']>
export type SheetItem = Outputs['health']['suspects']['items'][number]
export type ModelSummary = Outputs['models']['list'][number]
export type DemonstrationFace = Outputs['masks']['demonstrationFaces'][number]
export type TrainingDetail = Outputs['trainings']['get']
export type TrainingMetrics = Outputs['trainings']['metrics']
export type RunSummary = Outputs['runs']['list'][number]
export type RunStatus = RunSummary['status']
export type RunDetail = Outputs['runs']['get']
export type RunResult = NonNullable<RunDetail['result']>
export type RunFigures = NonNullable<Outputs['runs']['figures']>
export type Example = NonNullable<Outputs['runs']['examples']>[number]
export type SettingRatesAt = Outputs['results']['ratesAt'][number]
export type DamagedPair = Outputs['results']['damage']['pairs'][number]
export type AttributeSlices = NonNullable<Outputs['results']['slices']>[number]
export type RunComparison = Outputs['results']['compare']
export type RunDifference = RunComparison['differences'][number]
export type RunReports = NonNullable<Outputs['results']['reports']>
export type PersonLooks = Outputs['understanding']['person']
export type PersonOfRun = Outputs['understanding']['people'][number]
export type FeaturesOfRuns = Outputs['understanding']['features'][number]
export type RunRequestInput = inferRouterInputs<AppRouter>['runs']['start']
