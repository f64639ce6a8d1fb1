/**
 * The pairing desk when page and line are in two processes: what the line shows and what the operator wishes pass
 * through two sealed rows. A wish is taken once; what is shown counts only while it is fresh.
 */
import { SECOND, type Clock, type Instant } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { PairingDesk } from "../../api/web/ports.ts";
import { createLoop, type Loop } from "../loop.ts";
import type { WhatsappState } from "./state.ts";
import { wishFrom } from "./wishes.ts";
import type { LineStatus, PairingWish } from "./words.ts";

const SHOWN = { type: "desk", id: "shown" };
const WISH = { type: "desk", id: "wish" };
export const DESK_KEYS = [SHOWN, WISH];

const LOOK_EVERY = SECOND;
/** The line's end writes at least this often; twice missed, it counts as away. */
const SHOW_EVERY = 20 * SECOND;
/** A wish that nobody took meanwhile is forgotten: an operator has long turned to something else. */
const WISH_LASTS = 30 * SECOND;

type At<T> = { at: Instant } & T;
type Shown = At<{ status: LineStatus }>;

type Line = { status(): LineStatus; ask(wish: PairingWish): Promise<void> };

/** For one process that has page and line. */
export const createDesk = (line: Line): PairingDesk => ({
  status: async () => line.status(),
  ask: (asked) => askWith((wish) => line.ask(wish), asked),
});

/** For the process that has the page only. */
export function createRemoteDesk({ state, clock }: { state: WhatsappState; clock: Clock }): PairingDesk {
  return {
    async status() {
      const shown = await read<Shown>(state, SHOWN.id);
      const isFresh = shown !== undefined && clock() - shown.at <= 2 * SHOW_EVERY;
      return isFresh ? shown.status : { state: "away" };
    },
    ask: (asked) => askWith((wish) => write(state, WISH, { at: clock(), wish }), asked),
  };
}

async function askWith(pass: (wish: PairingWish) => Promise<void>, asked: unknown): Promise<boolean> {
  const wish = wishFrom(asked);
  if (wish !== undefined) await pass(wish);
  return wish !== undefined;
}

/** For the process that has the line: shows how it is, and takes wishes. */
export function createDeskLoop(parts: { state: WhatsappState; line: Line; clock: Clock; log: Log }): Loop {
  const { state, line, clock, log } = parts;
  let shown: Shown | undefined;

  return createLoop({
    async step() {
      const status = line.status();
      if (status !== shown?.status || clock() - shown.at >= SHOW_EVERY) {
        const next = { at: clock(), status };
        await write(state, SHOWN, next);
        shown = next;
      }
      const asked = await read<At<{ wish: PairingWish }>>(state, WISH.id);
      if (asked === undefined) return false;
      await state.write([{ ...WISH, value: undefined }]);
      if (clock() - asked.at <= WISH_LASTS) await line.ask(asked.wish);
      return true;
    },
    pauseMs: LOOK_EVERY,
    onFailure: (failure) => log("error", "whatsapp_desk_failed", { code: codeOf(failure) }),
  });
}

async function read<T>(state: WhatsappState, id: string): Promise<T | undefined> {
  const value = (await state.read(SHOWN.type, [id])).get(id);
  return value === undefined ? undefined : (JSON.parse(value) as T);
}

const write = (state: WhatsappState, key: typeof SHOWN, value: object) =>
  state.write([{ ...key, value: JSON.stringify(value) }]);
