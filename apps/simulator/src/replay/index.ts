export { createPlayer, type Player, type PlayerState } from "./createPlayer.ts";
export { passedOver } from "./recordedCluster.ts";
export { startReplay, type Effect, type Replay, type ReplayedNode } from "./startReplay.ts";
export { createTapeClock, type TapeClock } from "./tapeClock.ts";
export { parseExactly, type Observation, type ObservedSource } from "./tape/observation.ts";
export { openTape, type Tape, type TapeContents } from "./tape/openTape.ts";
export { TapeError } from "./tape/tapeError.ts";
