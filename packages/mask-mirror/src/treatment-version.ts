/** Stored with every run; changes when a treatment gives other pixels for the same input. */
export const treatmentVersion = '3'
