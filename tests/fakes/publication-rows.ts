/** Public figures in memory, with the promises of the store's (tests/contracts/store/publications.ts). */
import type { Publication, PublicationRows, PublicReport } from "../../api/insight/ports.ts";

/** `reports` is read anew each time: a test may add to it. */
export function createFakePublicationRows(reports: readonly PublicReport[] = []): PublicationRows {
  const publications: Publication[] = [];
  return {
    published: async () => publications.toSorted((one, other) => (one.quarter < other.quarter ? 1 : -1)),
    async publish(publication) {
      if (publications.some(({ quarter }) => quarter === publication.quarter)) return false;
      publications.push(structuredClone(publication));
      return true;
    },
    reports: async () => [...reports],
    firstDay: async () => reports.map(({ day }) => day).toSorted()[0],
  };
}
