/** Writing to the reporter: kept in the case in any event, and sent to the chat only as the reporter allows. */
import { after, HOUR, ok, refuse, type Instant, type Result } from "../kernel.ts";
import { mayLeave, type NewOutboxRow } from "../outbox/index.ts";
import { changeCase } from "./change.ts";
import { decideAction } from "./decisions.ts";
import type { Desk } from "./desk.ts";
import { answersIn, openReplyAddress, reportIn } from "./keys.ts";
import { rowFor, sealAddress } from "./notices.ts";
import type { Member } from "./permit.ts";
import { checkText, enter, readCase, sealNow, type DeskParts, type Unlocked } from "./unlock.ts";
import type { CaseCard } from "./words.ts";

/**
 * What becomes of a reply. `sent`: it leaves at `when`; as `notice`, only a neutral line goes and the words wait
 * behind the code. `code_only`: nothing is sent, because no address is left or because the reporter wants it so;
 * the reporter finds it with the receipt code on any channel.
 */
export type ReplyReach =
  | { reach: "sent"; when: Instant; content: "full" | "notice" }
  | { reach: "code_only"; because: "no_address" | "reporter_choice" };

/** So long after the last message the chat still knows the report; later the reporter must send the code first. */
const CHAT_KNOWS_FOR = 72 * HOUR;

export function deskReply(parts: DeskParts): Pick<Desk, "reply"> {
  const { cases, clock } = parts;
  return {
    async reply(by, id, typed) {
      const text = checkText(typed);
      if (!text.ok) return text;
      const entered = await enter(parts, by, id, "reply");
      if (!entered.ok) return entered;
      const { member } = entered.value;
      return changeCase(cases, member, id, async ({ card, shares }) => {
        const now = clock();
        const content = { kind: "reply" as const, text: text.value, agency: by.agency };
        const words = await sealNow(parts, member, card, content);
        const decided = decideAction(card, shares, member, { kind: "reply", words }, now);
        if (!decided.ok) return decided;
        const leaving = await leave(parts, by, member, card, text.value, now);
        if (!leaving.ok) return leaving;
        const { reach, row } = leaving.value;
        return ok({ change: { ...decided.value, ...(row && { outbox: [row] }) }, value: reach });
      });
    },
  };
}

async function leave(
  parts: DeskParts,
  by: Unlocked,
  member: Member,
  card: CaseCard,
  text: string,
  now: Instant,
): Promise<Result<{ reach: ReplyReach; row?: NewOutboxRow }>> {
  const read = await readCase(parts, by, card.id);
  if (!read.ok) return read;
  const { keys, events } = read.value;
  const report = reportIn(events);
  if (report === undefined) return refuse("no_access");
  const sealed = await parts.cases.replyAddress(member, card.id);
  const to = sealed && (await openReplyAddress(parts.server, card.id, keys, sealed));
  if (to === undefined) return ok({ reach: { reach: "code_only", because: "no_address" } });
  const facts = { offenderShares: report.indicators.includes("offender_in_household") };
  const leaves = mayLeave("reply", answersIn(events).contact, facts, now, parts.zoneOf(card.area));
  if (leaves === "never") return ok({ reach: { reach: "code_only", because: "reporter_choice" } });
  const { when, content } = leaves;
  const key = now < after(card.reporterWroteAt, CHAT_KNOWS_FOR) ? "reply" : "reply_by_code";
  const said =
    content === "notice"
      ? parts.texts.say("id", "notice.reporter.news")
      : parts.texts.say("id", `notice.reporter.${key}`, { agency: await parts.agencyName(by.agency), text });
  const row = rowFor(
    parts,
    { channel: to.channel, address: sealAddress(parts, to.address), case: card.id },
    { kind: "reply", text: said, protect: true },
    when,
  );
  return ok({ reach: { reach: "sent", when, content }, row });
}
