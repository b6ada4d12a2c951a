import { groupDigits } from "../../format/bytes.ts";
import { count } from "../../format/words.ts";

/** Who else had to go than by the kubelet, for the hover. */
export const othersWords = (byOthers: number): string =>
  byOthers === 0
    ? "No other pod had to go, as far as is known."
    : `Besides, ${byOthers < 1000 ? count(byOthers, "pod") : `${groupDigits(byOthers)} pods`} had to go for a taint, the scheduler or the API.`;
