/** Milliseconds that a peer has to answer an attempt to connect, and a farewell. */
export interface Patience {
  handshake: number;
  farewell: number;
}

/**
 * A WebSocket that gives up on a peer that does not answer. The browser's own waits a minute for the answer to a
 * farewell, and longer for a handshake: a port-forward that hangs would look alive for as long.
 */
export const promptWebSocket = ({ handshake, farewell }: Patience): typeof WebSocket =>
  class PromptWebSocket extends WebSocket {
    #farewell: Event | null = null;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const timer = setTimeout(() => this.#giveUp(), handshake);
      for (const type of ["open", "close", "error", "message"]) {
        this.addEventListener(type, (event) => {
          clearTimeout(timer);
          // What a peer says after it was given up comes too late for anybody.
          if (this.#farewell && event !== this.#farewell) event.stopImmediatePropagation();
        });
      }
    }

    override close(code?: number, reason?: string): void {
      super.close(code, reason);
      setTimeout(() => this.readyState !== WebSocket.CLOSED && this.#giveUp(), farewell);
    }

    #giveUp(): void {
      if (this.#farewell) return;
      const connecting = this.readyState === WebSocket.CONNECTING;
      super.close();
      for (const event of [...(connecting ? [new Event("error")] : []), new CloseEvent("close", { code: 1006 })]) {
        this.#farewell = event;
        this.dispatchEvent(event);
      }
    }
  };
