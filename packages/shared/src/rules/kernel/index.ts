export { oomScoreAdj } from "./oomScoreAdj.ts";
