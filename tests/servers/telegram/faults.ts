/** Scripted faults: what goes wrong with the next calls of a method. */
import type { ServerResponse } from "node:http";

export type Fault =
  /** Nothing: this call passes, the next fault is for a later one. */
  | { kind: "none" }
  /** Telegram answers no. */
  | { kind: "refused"; status: number; description?: string; retryAfter?: number }
  /** A gateway before Telegram answers with a page instead of JSON. */
  | { kind: "page"; status: number }
  /** The connection breaks before anything is done. */
  | { kind: "drop" }
  /** It is done, then the connection breaks: the caller cannot know. */
  | { kind: "deliver-then-drop" }
  /** The answer waits until it is released. */
  | { kind: "slow"; slowness: Slowness };

/** `reached` resolves when a slow call has arrived; `release` lets it go on. */
export type Slowness = { reached: Promise<void>; release(): void; arrive(): Promise<void> };

export function slowness(): Slowness {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    release: () => released.resolve(),
    arrive: () => {
      reached.resolve();
      return released.promise;
    },
  };
}

export type Faults = {
  plan(method: string, fault: Fault, times: number): void;
  next(method: string): Fault | undefined;
};

export function createFaults(): Faults {
  const planned = new Map<string, Fault[]>();
  return {
    plan(method, fault, times) {
      planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    next: (method) => planned.get(method)?.shift(),
  };
}

/** A refusal of the Bot API, thrown by what a method does. */
export type Refused = { status: number; description: string; retryAfter?: number };

export function answer(response: ServerResponse, result: unknown): void {
  write(response, 200, { ok: true, result });
}

export function refuse(response: ServerResponse, { status, description, retryAfter }: Refused): void {
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  write(response, status, { ok: false, error_code: status, description, ...parameters });
}

function write(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
