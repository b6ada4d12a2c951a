import type { FeedMessage } from "@bayplan/api/views";
import { beforeEach, expect, test } from "vitest";
import { createFeed, type FeedObserver } from "./feed.ts";
import { createSubject } from "./subject.ts";

interface Row {
  key: string;
  amount: number;
}

const message = (upserts: Row[], removals: string[] = [], reset = false): FeedMessage<Row> => ({
  upserts,
  changes: [],
  removals,
  reset,
});

const setUp = () => {
  const opened: FeedObserver<Row>[] = [];
  const timers = new Map<() => void, number>();
  let stopped = 0;
  let frames: (() => void)[] = [];
  const weights: number[] = [];
  let closed = 0;
  let late = 0;
  const paused = createSubject(false);
  const feed = createFeed<Row>(
    (observer) => {
      opened.push(observer);
      return () => {
        stopped += 1;
      };
    },
    {
      paused,
      onLatePicture: () => {
        late += 1;
      },
      schedule: (callback, rows) => {
        frames.push(callback);
        weights.push(rows);
      },
      after: (delay, callback) => {
        timers.set(callback, delay);
        return () => timers.delete(callback);
      },
      onClose: () => {
        closed += 1;
      },
    },
  );
  const frame = (): void => {
    const due = frames;
    frames = [];
    for (const callback of due) callback();
  };
  const latest = (): FeedObserver<Row> => {
    const observer = opened.at(-1);
    if (!observer) throw new Error("nothing was opened");
    return observer;
  };
  const elapse = (): number[] => {
    const due = [...timers];
    timers.clear();
    for (const [callback] of due) callback();
    return due.map(([, delay]) => delay);
  };
  return {
    feed,
    paused,
    opened,
    frame,
    latest,
    elapse,
    weights,
    stopped: () => stopped,
    closed: () => closed,
    late: () => late,
  };
};

let world: ReturnType<typeof setUp>;
beforeEach(() => {
  world = setUp();
});

const rowsOf = ({ feed }: typeof world): Row[] => [...feed.get().rows.values()];

test("a first picture is not held back for its size, what follows is", () => {
  world.feed.subscribe(() => {});
  const many = Array.from({ length: 300 }, (_, index) => ({ key: `row-${index}`, amount: index }));
  world.latest().onMessage(message(many, [], true));
  world.frame();
  world.latest().onMessage(message([{ key: "row-7", amount: 70 }]));
  expect(world.weights).toEqual([0, 300]);
});

test("one subscription serves all who look, and outlives a short absence", () => {
  const leave = world.feed.subscribe(() => {});
  const leaveToo = world.feed.subscribe(() => {});
  expect(world.opened).toHaveLength(1);
  leave();
  leaveToo();
  world.feed.subscribe(() => {})();
  expect(world.opened).toHaveLength(1);
  expect(world.stopped()).toBe(0);
  world.elapse();
  expect([world.stopped(), world.closed()]).toEqual([1, 1]);
  expect(world.feed.get().status).toBe("loading");
  world.feed.subscribe(() => {});
  expect(world.opened).toHaveLength(2);
});

test("changes that arrive together are shown together, and rows that did not change stay the same objects", () => {
  let told = 0;
  world.feed.subscribe(() => (told += 1));
  world.latest().onMessage(
    message(
      [
        { key: "a", amount: 1 },
        { key: "b", amount: 1 },
      ],
      [],
      true,
    ),
  );
  world.frame();
  const [a] = rowsOf(world);
  world.latest().onMessage(message([{ key: "b", amount: 2 }]));
  world.latest().onMessage(message([{ key: "c", amount: 3 }], ["b"]));
  expect(told).toBe(1);
  world.frame();
  expect(told).toBe(2);
  expect(rowsOf(world).map(({ key }) => key)).toEqual(["a", "c"]);
  expect(rowsOf(world)[0]).toBe(a);
});

test("what changes of a row changes that alone, and of a row that is gone nothing", () => {
  world.feed.subscribe(() => {});
  world.latest().onMessage(message([{ key: "a", amount: 1 }], [], true));
  world.frame();
  const [before] = rowsOf(world);
  world.latest().onMessage({
    ...message([]),
    changes: [
      { key: "a", amount: 2 },
      { key: "b", amount: 3 },
    ],
  });
  world.frame();
  expect(rowsOf(world)).toEqual([{ key: "a", amount: 2 }]);
  expect(before).toEqual({ key: "a", amount: 1 });
});

test("a reset forgets what was there", () => {
  world.feed.subscribe(() => {});
  world.latest().onMessage(message([{ key: "a", amount: 1 }], [], true));
  world.latest().onMessage(message([{ key: "b", amount: 1 }], [], true));
  world.frame();
  expect(rowsOf(world).map(({ key }) => key)).toEqual(["b"]);
});

const part = (from: number, to: number, total?: number): FeedMessage<Row> => ({
  ...message(
    Array.from({ length: to - from }, (_, index) => ({ key: `row-${from + index}`, amount: 1 })),
    [],
    from === 0,
  ),
  ...(total !== undefined && { total }),
});

test("of many rows the first are shown at once, and how many there will be until all are here", () => {
  world.feed.subscribe(() => {});
  world.latest().onMessage(part(0, 150, 600));
  world.frame();
  expect(world.feed.get()).toMatchObject({ status: "ready", total: 600 });
  expect(rowsOf(world)).toHaveLength(150);
  world.latest().onMessage(part(150, 400, 600));
  world.latest().onMessage(part(400, 600));
  world.frame();
  expect(world.feed.get().total).toBeNull();
  expect(rowsOf(world)).toHaveLength(600);
});

test("a picture that comes anew in parts takes the old one's place only when it shows more, or is whole", () => {
  world.feed.subscribe(() => {});
  world.latest().onMessage(part(0, 500));
  world.frame();
  const before = world.feed.get().rows;
  world.latest().onMessage(part(0, 150, 450));
  world.frame();
  expect(world.feed.get()).toMatchObject({ total: null, rows: before });
  world.latest().onMessage(part(150, 450));
  world.frame();
  expect(rowsOf(world)).toHaveLength(450);
});

test("while paused nothing moves, and nothing is lost", () => {
  world.feed.subscribe(() => {});
  world.latest().onMessage(message([{ key: "a", amount: 1 }], [], true));
  world.frame();
  world.paused.set(true);
  world.latest().onMessage(message([{ key: "a", amount: 2 }]));
  world.frame();
  expect(rowsOf(world)).toEqual([{ key: "a", amount: 1 }]);
  world.paused.set(false);
  world.frame();
  expect(rowsOf(world)).toEqual([{ key: "a", amount: 2 }]);
});

test("what is opened while paused gets its first picture, whole, and stands still then", () => {
  world.paused.set(true);
  world.feed.subscribe(() => {});
  world.latest().onFailure({ code: "", message: "Not yet." });
  world.frame();
  expect(world.feed.get().status).toBe("failed");
  world.elapse();
  world.latest().onMessage(part(0, 150, 600));
  world.frame();
  expect(world.feed.get()).toMatchObject({ status: "ready", total: 600 });
  world.latest().onMessage(part(150, 600));
  world.frame();
  expect(world.feed.get().total).toBeNull();
  expect(rowsOf(world)).toHaveLength(600);
  const late = world.late();
  expect(late).toBeGreaterThan(0);

  world.latest().onMessage(message([{ key: "row-7", amount: 70 }]));
  world.latest().onFailure({ code: "", message: "Gone." });
  world.frame();
  expect(world.feed.get().status).toBe("ready");
  expect(world.feed.get().rows.get("row-7")).toEqual({ key: "row-7", amount: 1 });
  expect(world.late()).toBe(late);
  world.paused.set(false);
  world.frame();
  expect(world.feed.get().rows.get("row-7")).toEqual({ key: "row-7", amount: 70 });
});

test("a failure is told beside the last rows, asked again ever more rarely, and forgotten with the next message", () => {
  world.feed.subscribe(() => {});
  world.latest().onMessage(message([{ key: "a", amount: 1 }], [], true));
  const delays: number[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    world.latest().onFailure({ code: "FORBIDDEN", message: "No." });
    world.frame();
    delays.push(...world.elapse());
  }
  expect(world.feed.get()).toMatchObject({ status: "failed", failure: { code: "FORBIDDEN", message: "No." } });
  expect(rowsOf(world)).toHaveLength(1);
  expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(world.opened).toHaveLength(7);
  world.latest().onMessage(message([], [], true));
  world.frame();
  expect(world.feed.get()).toMatchObject({ status: "ready", failure: null });
});
