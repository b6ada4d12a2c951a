import { expect, test, vi } from "vitest";
import { createReplay, type ReplayCommand, type ReplayState } from "./replay.ts";

const STANDING: ReplayState = {
  start: 1_000,
  end: 9_000,
  at: 4_000,
  playing: false,
  speed: 1,
  seeking: false,
  fault: null,
};

const setUp = (state: ReplayState = STANDING, address?: string) => {
  const sent: ReplayCommand[] = [];
  const answers: PromiseWithResolvers<ReplayState>[] = [];
  let tell: (state: ReplayState) => void = () => {};
  const replay = createReplay(
    {
      watch(onState) {
        tell = onState;
        onState(state);
        return () => {};
      },
      send(command) {
        sent.push(command);
        const answer = Promise.withResolvers<ReplayState>();
        answers.push(answer);
        return answer.promise;
      },
    },
    address,
  );
  replay.follow();
  return { replay, sent, answers, tell: (next: ReplayState) => tell(next) };
};

test("of the jumps asked for while one is under way only the last is made", async () => {
  const { replay, sent, answers } = setUp();
  replay.jump(5_000);
  replay.jump(6_000);
  replay.jump(7_000);
  expect(sent).toEqual([{ action: "jump", at: 5_000 }]);
  expect(replay.shown.get().target).toBe(7_000);
  answers[0]?.resolve({ ...STANDING, at: 5_000 });
  await vi.waitUntil(() => sent.length === 2);
  answers[1]?.resolve({ ...STANDING, at: 7_000 });
  await vi.waitUntil(() => replay.shown.get().target === null);
  expect(sent).toEqual([
    { action: "jump", at: 5_000 },
    { action: "jump", at: 7_000 },
  ]);
  expect(replay.shown.get().state?.at).toBe(7_000);
});

test("the first state leads to the moment of the address, a later one does not", async () => {
  const { replay, sent, answers, tell } = setUp(STANDING, new Date(8_000).toISOString());
  expect(sent).toEqual([{ action: "jump", at: 8_000 }]);
  answers[0]?.resolve({ ...STANDING, at: 8_000 });
  await vi.waitUntil(() => replay.shown.get().target === null);
  tell(STANDING);
  expect(sent).toHaveLength(1);
});

test("at its end it is played from the start again", async () => {
  const { replay, sent, answers } = setUp({ ...STANDING, at: 9_000 });
  replay.play();
  answers[0]?.resolve({ ...STANDING, at: 1_000 });
  await vi.waitUntil(() => sent.length === 2);
  expect(sent).toEqual([{ action: "jump", at: 1_000 }, { action: "play" }]);
});

test("a refusal is told until a command is followed", async () => {
  const { replay, answers } = setUp();
  replay.setSpeed(60);
  answers[0]?.reject(new Error("No."));
  await vi.waitFor(() => expect(replay.shown.get().refusal).toBe("No."));
  replay.pause();
  answers[1]?.resolve(STANDING);
  await vi.waitFor(() => expect(replay.shown.get().refusal).toBeNull());
});
