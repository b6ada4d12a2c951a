/** Less than this share of the capacity above a load line is close to it. */
export const CLOSE_SHARE = 0.1;

/** Less than this until the line at the present pace is close too, however much there still is. Milliseconds. */
export const CLOSE_TIME = 30 * 60_000;
