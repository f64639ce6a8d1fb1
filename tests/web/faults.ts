/** What a page says of the fields that were refused, read as a screen reader reads it. */
import { decode, type Seen } from "./browser.ts";

/** `says`: the words beside the control. */
type Wrong = { field: string; says: string };

/** Every control marked as wrong, with the words that describe it, as a screen reader finds them. */
export function wrongIn({ text }: Seen): Wrong[] {
  return [...text.matchAll(/<(?:input|select|textarea|fieldset)[^>]*aria-invalid="true"[^>]*>/g)].map(
    ([tag]) => {
      const described = (/aria-describedby="([^"]*)"/.exec(tag)?.[1] ?? "").split(" ");
      const says = described.map(
        (id) => new RegExp(`<p class="fault" id="${id}">([^<]*)</p>`).exec(text)?.[1] ?? "",
      );
      const field = /name="([^"]*)"/.exec(tag)?.[1] ?? described.join(" ");
      return { field, says: decode(says.join("")) };
    },
  );
}

/** The lines of the summary, each with whether its link leads to something on the page. */
export function summaryOf({ text }: Seen): { line: string; leads: boolean }[] {
  const summary = /<div class="flash flash-refused"([\s\S]*?)<\/div>/.exec(text)?.[0] ?? "";
  return [...summary.matchAll(/<a href="#([^"]*)">([^<]*)<\/a>/g)].map(([, id, line = ""]) => ({
    line: decode(line),
    leads: text.includes(` id="${id}"`),
  }));
}
