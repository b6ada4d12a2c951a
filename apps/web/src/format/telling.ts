/** How far back a moment is, or the moment itself. */
const TIMES = ["relative", "absolute"] as const;
export type Times = (typeof TIMES)[number];

export const readTimes = (given: unknown): Times | null => TIMES.find((times) => times === given) ?? null;

const telling = { times: "relative" as Times };

/** How every time of the page is told, until it is set otherwise: whoever sets it draws the page anew. */
export const setTimes = (times: Times): void => {
  telling.times = times;
};

export const tellsMoments = (): boolean => telling.times === "absolute";
