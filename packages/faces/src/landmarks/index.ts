// what runs in a browser: nothing here may reach a Node module
export { ibug68FromMediapipe478 } from './mesh-points.ts'
