import { readFile } from "node:fs/promises";
import type { Clock, Millis } from "@bayplan/shared";
import { CallFailure } from "../../calls/callFailure.ts";
import type { KubeletAccess } from "../../options.ts";

/** A projected token is renewed long before it ends; its file need not be read for every call. */
const KEEP: Millis = 60_000;

export interface Tokens {
  current(): Promise<string | undefined>;
  /** The kubelet refused it: it is read anew the next time. */
  forget(): void;
}

export function createTokens({ token, tokenFile }: KubeletAccess, clock: Clock): Tokens {
  let kept: { token: string; until: Millis } | null = null;
  return {
    async current() {
      if (token) return token();
      if (tokenFile === undefined) return undefined;
      if (kept && clock.now() < kept.until) return kept.token;
      const text = await readFile(tokenFile, "utf8").catch((cause: Error) => {
        throw new CallFailure(
          "denied",
          `The token file ${tokenFile} cannot be read (${cause.message}): mount a service account's token, or name its file.`,
          { cause },
        );
      });
      kept = { token: text.trim(), until: clock.now() + KEEP };
      return kept.token;
    },
    forget() {
      kept = null;
    },
  };
}
