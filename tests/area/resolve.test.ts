import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { areaAndAbove } from "../../api/kernel.ts";

let gazetteer: Gazetteer;
beforeAll(async () => {
  gazetteer = createGazetteer(await loadGazetteerRows());
});
function placeIn(text: string): string | undefined {
  const resolution = gazetteer.resolve(text);
  return resolution.kind === "found" ? gazetteer.describe(resolution.match.code) : undefined;
}

describe("places in words", () => {
  test.each([
    ["kejadiannya di kec. Sukarami, kota Palembang", "Sukarami, Kota Palembang, Sumatera Selatan"],
    ["di sukarami plg", "Sukarami, Kota Palembang, Sumatera Selatan"],
    ["warung di Tanjungbalai", "Kota Tanjungbalai, Sumatera Utara"],
    ["d kec tanah abang jakpus", "Tanah Abang, Kota Jakarta Pusat, DKI Jakarta"],
    ["kos di Aceh Timur", "Kabupaten Aceh Timur, Aceh"],
    ["eks Dolly sekarang pindah", "Putat Jaya, Sawahan, Kota Surabaya, Jawa Timur"],
    ["bekas payo sigadung masih jalan", "Alam Barajo, Kota Jambi, Jambi"],
    ["di jaksel", "Kota Jakarta Selatan, DKI Jakarta"],
    ["anak itu nangis tiap malam. Cipondoh", "Cipondoh, Kota Tangerang, Banten"],
    ["kos remang di bjm barat", "Banjarmasin Barat, Kota Banjarmasin, Kalimantan Selatan"],
    ["warung di tepi jalan Tanjung Morawa", "Tanjung Morawa, Kabupaten Deli Serdang, Sumatera Utara"],
    ["dia diajak ke Simpang Empat Karo", "Simpang Empat, Kabupaten Karo, Sumatera Utara"],
    ["warung pangku di Magelang kabupaten", "Kabupaten Magelang, Jawa Tengah"],
  ])("%s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each([
    ["anak dikurung di kasongan", "Katingan Hilir, Kabupaten Katingan, Kalimantan Tengah"],
    ["warung di kuala kurun", "Kurun, Kabupaten Gunung Mas, Kalimantan Tengah"],
    ["kos di gunung tua", "Padang Bolak, Kabupaten Padang Lawas Utara, Sumatera Utara"],
    ["kapalnya di buli haltim", "Buli, Maba, Kabupaten Halmahera Timur, Maluku Utara"],
    ["kami di soe", "Kota Soe, Kabupaten Timor Tengah Selatan, Nusa Tenggara Timur"],
    ["di waghete", "Tigi, Kabupaten Deiyai, Papua Tengah"],
  ])("seats and towns whose name no district bears: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each([
    ["kontrakan di condet", "Kramatjati, Kota Jakarta Timur, DKI Jakarta"],
    ["apartemen di alam sutera", "Pinang, Kota Tangerang, Banten"],
    ["hotel di pik 2", "Kosambi, Kabupaten Tangerang, Banten"],
    ["kos dekat undip", "Tembalang, Kota Semarang, Jawa Tengah"],
    ["kos di jakal", "Ngaglik, Kabupaten Sleman, DI Yogyakarta"],
    ["di stasiun tugu jogja", "Gedongtengen, Kota Yogyakarta, DI Yogyakarta"],
  ])("quarters, campuses and stations as people call them: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each([
    ["wonosari, klaten", "Wonosari, Kabupaten Klaten, Jawa Tengah"],
    ["di muara dua lhokseumawe", "Muara Dua, Kota Lhokseumawe, Aceh"],
    ["di soreang parepare", "Soreang, Kota Parepare, Sulawesi Selatan"],
    ["di grogol sukoharjo", "Grogol, Kabupaten Sukoharjo, Jawa Tengah"],
    ["di kota agung lahat", "Kota Agung, Kabupaten Lahat, Sumatera Selatan"],
  ])(
    "a town that is meant most often gives way to its namesake when that one's regency stands beside it: %s",
    (text, place) => {
      expect(placeIn(text)).toBe(place);
    },
  );

  test("every shipped alias, said as the place where it happens, leads to its area or into it", () => {
    const missed = gazetteer.shipped.filter(({ text, area }) => {
      const resolution = gazetteer.resolve(`kejadian di ${text}`);
      return resolution.kind !== "found" || !areaAndAbove(resolution.match.code).includes(area);
    });

    // A flower market is called so too: said in small letters it is none.
    expect(missed.map(({ text }) => text)).toEqual(["pasar kembang"]);
  });

  test("a kota comes before the kabupaten of the same name, unless kab is said", () => {
    expect(placeIn("di Bekasi")).toBe("Kota Bekasi, Jawa Barat");
    expect(placeIn("di kab Bekasi")).toBe("Kabupaten Bekasi, Jawa Barat");
  });

  test("where somebody comes from is not where it happens", () => {
    expect(placeIn("gadis asal Bandung dipaksa di Karimun")).toBe("Kabupaten Karimun, Kepulauan Riau");
  });

  test.each([
    ["dulu kerja malam di Medan, sekarang di Tarutung", "Tarutung, Kabupaten Tapanuli Utara, Sumatera Utara"],
    ["perempuan dari Manado dibawa ke Nabire", "Kabupaten Nabire, Papua Tengah"],
    ["mau pulang ke Samosir, sekarang dikunci di Nagoya Batam", "Lubuk Baja, Kota Batam, Kepulauan Riau"],
    [
      "saya kuliah di Makassar. sepupu saya dikurung di Balocci",
      "Balocci, Kabupaten Pangkajene dan Kepulauan, Sulawesi Selatan",
    ],
  ])("the scene is told from where people come from, have been or want to go: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test("a street with the name of a town is not that town", () => {
    expect(placeIn("kos di jl Bandung, Kota Malang")).toBe("Kota Malang, Jawa Timur");
  });

  test("misspelt names are still found, villages only inside a named district", () => {
    expect(placeIn("di kota Palembnag")).toBe("Kota Palembang, Sumatera Selatan");
    expect(placeIn("kel Kebun Bunga kec Sukarami")).toBe(
      "Kebunbunga, Sukarami, Kota Palembang, Sumatera Selatan",
    );
    expect(placeIn("desa Kebunbungah")).toBeUndefined();
  });

  test.each([
    ["tolong ke blambngn umpu", "Blambangan Umpu, Kabupaten Way Kanan, Lampung"],
    ["sy sembunyi di smbersari jmbr", "Sumbersari, Kabupaten Jember, Jawa Timur"],
    ["kos di Lubuak Buayo, Koto Tangah Padang", "Lubuk Buaya, Koto Tangah, Kota Padang, Sumatera Barat"],
  ])("names without their vowels, and as they sound in Minang: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each([
    ["Cigalontang, Tasik.", "Cigalontang, Kabupaten Tasikmalaya, Jawa Barat"],
    ["setu kab bks", "Setu, Kabupaten Bekasi, Jawa Barat"],
    ["DI PASEBAN SENEN", "Paseban, Senen, Kota Jakarta Pusat, DKI Jakarta"],
    ["di warnet pejaten timur", "Pejaten Timur, Pasar Minggu, Kota Jakarta Selatan, DKI Jakarta"],
    ["kosnya di petamburan", "Petamburan, Tanah Abang, Kota Jakarta Pusat, DKI Jakarta"],
    ["apartemen bsd lantai 3", "Serpong, Kota Tangerang Selatan, Banten"],
    ["di Kuta Bali", "Kuta, Kabupaten Badung, Bali"],
    ["villa di lembang atas", "Lembang, Kabupaten Bandung Barat, Jawa Barat"],
    ["bar di blok m", "Kebayoran Baru, Kota Jakarta Selatan, DKI Jakarta"],
    ["dia kelas tujuh di wates kulon progo", "Wates, Kabupaten Kulon Progo, DI Yogyakarta"],
    ["di Tual ada kos", "Kota Tual, Maluku"],
    ["warung di lempuing kayu agung", "Lempuing, Kabupaten Ogan Komering Ilir, Sumatera Selatan"],
    ["KOS DI NIAS SELATANNNN", "Kabupaten Nias Selatan, Sumatera Utara"],
    ["COD malang kota", "Kota Malang, Jawa Timur"],
    ["admin grupnya orang Pekutatan", "Pekutatan, Kabupaten Jembrana, Bali"],
    ["bukan di Sepaku tapi di Babulu", "Babulu, Kabupaten Penajam Paser Utara, Kalimantan Timur"],
    ["im 22 from Lampung, they keep me in Kuta Bali", "Kuta, Kabupaten Badung, Bali"],
  ])("nicknames, level words and names that run into one another: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each([
    ["Kelurahan Sempaja, tolong dilihat", "64.72.05"],
    ["kejadiannya di Kairagi", "71.71.08"],
    ["ada warung di Batuphat", "11.73.04"],
  ])(
    "villages told apart by their last word only are asked about in the district they share: %s",
    (text, code) => {
      expect(gazetteer.resolve(text)).toMatchObject({ kind: "tie", code });
    },
  );

  test.each([
    ["kos di Passo", "Passo, Baguala, Kota Ambon, Maluku"],
    ["kafe di hamadi", "Hamadi, Jayapura Selatan, Kota Jayapura, Papua"],
    ["penginapan di Liwa", "Pasar Liwa, Balik Bukit, Kabupaten Lampung Barat, Lampung"],
    ["kos di kranji", "Kranji, Bekasi Barat, Kota Bekasi, Jawa Barat"],
    ["rumah di Raha III", "Raha III, Katobu, Kabupaten Muna, Sulawesi Tenggara"],
  ])("the quarter of a town comes before the few villages of its name: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each(["anak itu umurnya dua belas", "ditemui tukang kayu tua", "saya di Toba i"])(
    "numbers and words of every day are no short form of a village: %s",
    (text) => {
      const resolution = gazetteer.resolve(text);

      const code = resolution.kind === "found" ? resolution.match.code : "";
      expect([resolution.kind, code]).toEqual(text.includes("Toba") ? ["found", "12.12"] : ["none", ""]);
    },
  );

  test.each([
    "budak 16 tahun asal Kerinci dipakso kerjo di cafe",
    "aku dijemput mami dr rangkasbitung katanya jaga konter",
    "kami di kapal dari Pontianak mau ke Natuna",
    "kakak saya pengen pulang ke Lampung Tengah",
    "anak perempuan saya ke Malaysia lewat Entikong",
    "aku dikurung di wisma, anakku nang Blitar karo simbah",
    "saya dikurung, keluarga saya di Blitar",
  ])("where somebody was taken from, passes, wants home to or has family is not the scene: %s", (text) => {
    expect(gazetteer.resolve(text).kind).toBe("none");
  });

  test.each([
    ["anak dijemput dari Rangkasbitung, sekarang di Serang", "Kota Serang, Banten"],
    ["karaoke keluarga di Blitar", "Kota Blitar, Jawa Timur"],
    ["saya asal Kerinci", "Kabupaten Kerinci, Jambi"],
  ])("but a place where somebody is, or writes from, still counts: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each([
    ["mess di jalan lintas sntang", "Kabupaten Sintang, Kalimantan Barat"],
    ["hotel itu ramai tiap malam. muara bngo", "Kabupaten Bungo, Jambi"],
    ["kos di jimbran", "Kuta Selatan, Kabupaten Badung, Bali"],
    ["kafe hong Kasongan", "Katingan Hilir, Kabupaten Katingan, Kalimantan Tengah"],
    ["ada kos e Sampang", "Kabupaten Sampang, Jawa Timur"],
    ["di pulau Kodingareng", "Kodingareng, Kepulauan Sangkarrang, Kota Makassar, Sulawesi Selatan"],
  ])(
    "slips in nicknames, roads between towns, islands and prepositions of other languages: %s",
    (text, place) => {
      expect(placeIn(text)).toBe(place);
    },
  );

  test.each([
    ["malang", "Kota Malang, Jawa Timur"],
    ["Medan", "Kota Medan, Sumatera Utara"],
    ["bdg", "Kota Bandung, Jawa Barat"],
    ["Kuta", "Kuta, Kabupaten Badung, Bali"],
    ["pluit", "Pluit, Penjaringan, Kota Jakarta Utara, DKI Jakarta"],
  ])("a name alone, as people answer when they are asked where: %s", (text, place) => {
    expect(placeIn(text)).toBe(place);
  });

  test.each(["tolong", "ibu", "ayah", "deket", "bisa", "pacar", "taman", "sekolah", "oi", "mks"])(
    "a word of every day alone is none: %s",
    (text) => {
      expect(gazetteer.resolve(text).kind).toBe("none");
    },
  );

  test.each([
    ["Sewon... eh salah, losmene mlebu Kretek Bantul", "Kretek, Kabupaten Bantul, DI Yogyakarta"],
    ["kafe nang Kroya, cewek sekang Cirebon", "kroya"],
    ["alamatnya cipondoh rt 3", "Cipondoh, Kota Tangerang, Banten"],
  ])("what is taken back, and where somebody comes from, in other words: %s", (text, place) => {
    const resolution = gazetteer.resolve(text);

    const told = resolution.kind === "tie" ? resolution.candidates.map(({ code }) => code) : [];
    const described = placeIn(text) ?? told.map((code) => gazetteer.describe(code)).join("; ");
    expect(described.toLowerCase()).toContain(place.toLowerCase());
    expect(described).not.toContain("Kota Cirebon");
  });

  test.each([
    "adik saya berangkat dari Dumai, sekarang di Kuala Lumpur",
    "seorang perempuan asal Kabupaten Jepara dipaksa melayani tamu di luar negeri",
  ])("where somebody left for abroad is not the scene: %s", (text) => {
    expect(gazetteer.resolve(text).kind).toBe("none");
  });

  test("of two districts of one name the one whose language is spoken, with its words as evidence", () => {
    const text = "ading ulun binian takutan sarumah di Martapura";

    const resolution = gazetteer.resolve(text);

    expect(placeIn(text)).toBe("Martapura, Kabupaten Banjar, Kalimantan Selatan");
    const quotes = resolution.kind === "found" ? resolution.match.spans.map(({ quote }) => quote) : [];
    expect(quotes).toEqual(["Martapura", "ading", "ulun"]);
    expect(gazetteer.resolve("adik saya takut di rumah di Martapura").kind).toBe("tie");
  });

  test.each([
    ["pengen soto ayam lamongan", "sate di Lamongan"],
    ["makan di warung padang yuk", "makan di pasar Padang yuk"],
    ["persebaya surabaya menang lagi", "nonton di Surabaya"],
    ["antri di bank jatim lama", "antri di jatim lama"],
    ["oleh oleh khas bandung", "oleh oleh dari toko di bandung"],
    ["bar bali sekolah langsung turu", "liburan di bali"],
    ["lagi solo traveling nih", "lagi di solo"],
    ["vila batu yang dingin", "vila di batu"],
    ["namanya Bima umurnya 30", "rumahnya di Bima"],
  ])(
    "what is called after a place or sounds like one is none, the place itself is: %s / %s",
    (word, place) => {
      expect(gazetteer.resolve(word).kind).toBe("none");
      expect(gazetteer.resolve(place).kind).toBe("found");
    },
  );

  test.each([
    "ibu saya sekarang mau pulang",
    "malang sekali nasib anak itu",
    "dia bekerja di Johor, Malaysia",
    "tolong, ayah pacar saya di rumah baru",
    "di Sidomulyo",
    "kata orang ada cewek Lampung di sana",
    "mabar yuk, kurang satu",
    "makanannya selangit, enak bener bener",
    "anak saya di Kuala Lumpur",
    "gratis kok, boleh, cepet ya",
    "kirim stok di sepatu, di-booking dulu, numpang kos gratis",
    "tempel di mading sekolah",
    "lu tim mana min",
  ])("abstains: %s", (text) => {
    expect(gazetteer.resolve(text).kind).toBe("none");
  });

  test("villages of one name in the named regency are a tie: the regency is to be asked about", () => {
    const resolution = gazetteer.resolve("desa Sukamaju di Kabupaten Garut");

    expect(resolution).toMatchObject({ kind: "tie", code: "32.05" });
    expect(resolution.kind === "tie" && resolution.candidates.length).toBeGreaterThan(1);
  });
});
