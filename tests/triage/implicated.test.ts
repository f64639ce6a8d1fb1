import { describe, expect, test } from "vitest";
import { assess } from "../../api/triage/index.ts";

describe("implicated bodies", () => {
  test.each([
    ["karaoke itu punya oknum polisi, ceweknya dipaksa layani tamu", "police"],
    ["guru olahraga di SMP kami meraba siswi kelas 8", "school"],
    ["guru ngaji di musala suka pegang2 anak kecil", "religious"],
    ["sudah lapor ke pak RT anak itu dipukuli, malah disuruh damai", "village"],
  ] as const)("%s", (text, corps) => {
    expect(assess(text).implicated).toContain(corps);
  });

  test("a body that is only called for help is not implicated", () => {
    const { implicated } = assess("anak tetangga umur 9 diraba tukang es. perlu lapor polisi juga gak?");

    expect(implicated).not.toContain("police");
  });

  test("police who hold the offender are not implicated", () => {
    const { implicated } = assess("keponakan saya 9 tahun dicabuli tetangga, pelakunya sudah ditahan Polres");

    expect(implicated).not.toContain("police");
  });
});
