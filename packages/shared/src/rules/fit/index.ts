export { misfits, roomFor, type FitInput, type FitRequest, type Misfit, type Room, type Toleration } from "./fit.ts";
