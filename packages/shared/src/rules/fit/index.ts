export { misfits, type FitInput, type FitRequest, type Misfit, type Toleration } from "./fit.ts";
