/** What the store of public figures promises: a quarter is published once, and stays as it was read. */
import { expect, test } from "vitest";
import type { AreaCode, LocalDay } from "../../../api/kernel.ts";
import type { Quarter } from "../../../api/insight/index.ts";
import type { Publication, PublicationRows } from "../../../api/insight/ports.ts";

const publicationOf = (quarter: Quarter, least = 15): Publication => ({
  quarter,
  publishedOn: "2026-10-01" as LocalDay,
  figures: [
    { topic: "other_violence", province: "15" as AreaCode, least, most: least + 4 },
    { topic: "other_violence", province: "elsewhere", least: 0, most: 9 },
  ],
});

export function publicationsContract(ports: () => { publications: PublicationRows }): void {
  test("a quarter is published once; whoever comes second changes nothing", async () => {
    const { publications } = ports();

    const acts = [
      await publications.publish(publicationOf("2025-Q4")),
      await publications.publish(publicationOf("2026-Q1")),
      await publications.publish(publicationOf("2025-Q4", 40)),
    ];

    expect(acts).toEqual([true, true, false]);
    expect(await publications.published()).toEqual([publicationOf("2026-Q1"), publicationOf("2025-Q4")]);
  });

  test("of two that publish at the same moment one does", async () => {
    const { publications } = ports();

    const acts = await Promise.all(
      [15, 40].map((least) => publications.publish(publicationOf("2026-Q1", least))),
    );

    expect(acts.filter((did) => did)).toHaveLength(1);
    expect(await publications.published()).toHaveLength(1);
  });
}
