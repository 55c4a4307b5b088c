import { configureGlobal } from 'fast-check'

// property tests draw the same cases on every run, so that a failure is never a surprise on another machine
configureGlobal({ seed: 20261124 })
