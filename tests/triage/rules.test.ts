import { describe, expect, test } from "vitest";
import type { AreaCode } from "../../api/kernel.ts";
import { weightsThatSay } from "./weights-that-say.ts";

describe("where the weights say no report", () => {
  const { assess, dangerIn } = weightsThatSay({ "category:not_a_report": 5, "category:exit_support": 1 });

  test.each(["anak kelas 4 dicabuli", "aku takut sama ayah tiri", "tolong, anak dikurung di kamar"])(
    "it is one all the same, the next likeliest, and a person looks: %s",
    (text) => {
      expect(assess(text)).toMatchObject({ category: "exit_support", unsure: true });
    },
  );

  test("words of suicide are a report of their own", () => {
    expect(assess("aku mau bunuh diri").category).toBe("other_violence");
  });

  test("an answer that speaks of a child, or of what goes on, makes it one", () => {
    const answered = [{ child: "yes" }, { goingOn: "now" }, { goingOn: "continuing" }] as const;

    const categories = answered.map((answers) => assess("halo pak", answers).category);

    expect(categories).toEqual(answered.map(() => "exit_support"));
    expect(assess("halo pak", { child: "no", goingOn: "past" }).category).toBe("not_a_report");
  });

  test("nothing else is said of what stays none, and it is least urgent", () => {
    const shouting = weightsThatSay({
      "category:not_a_report": 5,
      "indicator:coercion": 5,
      "severity:pressing": 5,
    });

    expect(shouting.assess("tadi polisi lewat di depan")).toMatchObject({
      category: "not_a_report",
      severity: "low",
      indicators: [],
      implicated: [],
    });
  });

  test("no child writes where nothing is reported", () => {
    expect(dangerIn("saya kelas 5, tadi belajar di rumah").childWriting).toBe(false);
  });
});

describe("danger", () => {
  const { assess } = weightsThatSay({ "category:other_violence": 3 });
  const frightened = weightsThatSay({
    "category:other_violence": 3,
    "indicator:danger_now": 0.3,
    "indicator:self_harm_risk": 0.3,
  });

  test("said in plain words is an emergency, whatever the weights say", () => {
    const held = assess("tolong, anak dikurung di kamar");
    const hurt = assess("aku mau bunuh diri");

    expect(held).toMatchObject({ severity: "emergency", indicators: ["danger_now"] });
    expect(hurt).toMatchObject({ severity: "emergency", indicators: ["self_harm_risk"] });
  });

  test("denied is none, whatever the weights say", () => {
    const { indicators } = frightened.assess("tolong, saya tidak mau bunuh diri");

    expect(indicators).toEqual(["danger_now"]);
  });

  test("is believed on slight grounds only where a word of danger is said", () => {
    const texts = ["warung di ujung jalan ramai", "dia dikurung di rumah"];

    const severities = texts.map((text) => frightened.assess(text).severity);

    expect(severities[0]).not.toBe("emergency");
    expect(severities[1]).toBe("emergency");
  });

  test("is what the reporter answers", () => {
    const text = "tolong, anak dikurung di kamar";

    const past = assess(text, { goingOn: "past" });
    const now = assess("ada yang dipukul di sana", { goingOn: "now" });

    expect(past.indicators).toEqual([]);
    expect(past.severity).not.toBe("emergency");
    expect(now).toMatchObject({ severity: "emergency", indicators: ["danger_now"] });
  });
});

describe("adults and children", () => {
  const sold = {
    "category:child_sexual_abuse": 3,
    "category:not_a_report": 2,
    "category:hidden_prostitution": 1,
  };

  test("where only adults are said, a category about children becomes the likeliest about adults", () => {
    const grown = weightsThatSay({ ...sold, "child:no": 3 });

    expect(grown.assess("perempuan umur 25 di kafe").category).toBe("hidden_prostitution");
    expect(grown.assess("perempuan di kafe").category).toBe("child_sexual_abuse");
    expect(grown.assess("perempuan umur 25 dan anak umur 9").category).toBe("child_sexual_abuse");
    expect(grown.assess("perempuan umur 25 di kafe", { child: "unsure" }).category).toBe(
      "child_sexual_abuse",
    );
    expect(weightsThatSay(sold).assess("perempuan umur 25 di kafe").category).toBe("child_sexual_abuse");
  });

  test.each([
    ["child_sexual_abuse", "other_violence"],
    ["child_sexual_exploitation", "hidden_prostitution"],
    ["online_child_sexual_abuse", "other_violence"],
    ["sexual_trafficking", "sexual_trafficking"],
  ] as const)("no child in it, as answered: %s is %s", (found, said) => {
    const { assess } = weightsThatSay({ [`category:${found}`]: 3 });

    expect(assess("dia di sana", { child: "no" })).toMatchObject({ category: said, child: "no" });
  });

  test.each([
    ["hidden_prostitution", "child_sexual_exploitation"],
    ["sexual_trafficking", "child_sexual_exploitation"],
    ["other_violence", "other_violence"],
  ] as const)("a child in it, as answered: %s is %s", (found, said) => {
    const { assess } = weightsThatSay({ [`category:${found}`]: 3 });

    expect(assess("dia di sana", { child: "yes" })).toMatchObject({
      category: said,
      child: "yes",
      indicators: ["child_involved"],
    });
  });

  const adult = weightsThatSay({
    "category:other_violence": 3,
    "child:no": 3,
    "indicator:child_involved": 3,
  });

  test("a child who writes is no adult, unless it tells of one", () => {
    const [own, others] = ["saya 15, dipukul terus", "kakak saya (21) dipukul, saya masih 15"];

    expect(adult.assess(own).child).not.toBe("no");
    expect(adult.assess(others)).toMatchObject({ child: "no", indicators: [] });
  });

  test("children beside somebody who is attacked are in it; in other matters, in the past and in peace they are not", () => {
    const attacked = "tolong, istri saya dan anak dikurung di kamar";
    const trade = weightsThatSay({ "category:sexual_trafficking": 3, "child:no": 3 });

    expect(adult.assess(attacked).child).toBe("yes");
    expect(adult.assess("tolong, istri saya dikurung di kamar").child).toBe("no");
    expect(adult.assess(attacked, { goingOn: "past" }).child).toBe("no");
    expect(adult.assess("istri saya dan anak di rumah").child).toBe("no");
    expect(trade.assess(attacked).child).toBe("no");
  });

  test("who is not sure whether it is a child says no more than possible", () => {
    expect(adult.assess("dia dipukul", { child: "unsure" }).child).toBe("possible");
  });

  test("the victim of a category about children is a child", () => {
    const { assess } = weightsThatSay({ "category:child_sexual_abuse": 3, "child:no": 3 });

    expect(assess("dia di sana").child).toBe("yes");
  });
});

test("a child writes of itself only where the story is its own", () => {
  const text = "saya kelas 5, bapak dipukul orang";
  const another = weightsThatSay({ "category:other_violence": 3 });
  const own = weightsThatSay({ "category:other_violence": 3, "indicator:self_report": 3 });

  expect(another.dangerIn(text).childWriting).toBe(false);
  expect(own.dangerIn(text).childWriting).toBe(true);
});

test("who has answered where it is counts as having said so", () => {
  const { assess } = weightsThatSay(
    { "category:other_violence": 0, "category:not_a_report": 1 },
    { reports: { "place known": 20 } },
  );

  const answered = [{}, { place: "Medan" }, { area: "12.71" as AreaCode }].map((answers) =>
    assess("dia di sana", answers),
  );

  expect(answered.map(({ category }) => category)).toEqual([
    "not_a_report",
    "other_violence",
    "other_violence",
  ]);
});

describe("how grave it is", () => {
  const pressing = { "severity:pressing": 1, "severity:standard": 1 };
  const low = { "category:other_violence": 3, "severity:low": 2 };

  test("trade and the own way out are urgent only in an emergency", () => {
    const severities = (["other_violence", "hidden_prostitution", "exit_support"] as const).map(
      (category) =>
        weightsThatSay({ [`category:${category}`]: 3, ...pressing }).assess("dia di sana").severity,
    );

    expect(severities).toEqual(["urgent", "standard", "standard"]);
  });

  test("what is over is less urgent, what goes on with a child more", () => {
    const { assess } = weightsThatSay({ "category:other_violence": 3, ...pressing });
    const calm = weightsThatSay({ "category:other_violence": 3, "severity:standard": 1 });

    expect(assess("dia di sana", { goingOn: "past" }).severity).toBe("standard");
    expect(calm.assess("dia di sana", { child: "yes", goingOn: "continuing" }).severity).toBe("urgent");
    expect(calm.assess("dia di sana", { goingOn: "continuing" }).severity).toBe("standard");
  });

  test("few words on a child are urgent, on oneself standard; hearsay and remarks stay low", () => {
    const child = weightsThatSay({ ...low, "child:yes": 3 });

    expect(child.assess("bocah umur 9 di sana").severity).toBe("urgent");
    expect(child.assess("katanya bocah umur 9 di sana").severity).toBe("low");
    expect(weightsThatSay(low).assess("saya dipukul").severity).toBe("standard");
    expect(weightsThatSay(low).assess("ramai di sana").severity).toBe("low");
  });
});

describe("who is accused", () => {
  const trusting = weightsThatSay({}, { involved: -1 });
  const wary = weightsThatSay({}, { involved: -1, uniformed: -2 });

  test("whoever stands right behind the word for the offender, whatever the weights say", () => {
    const accused = ["pelakunya ternyata oknum polisi", "pelaku lari, polisi datang"].map(trusting.accusedIn);

    expect(accused).toEqual([["police"], []]);
  });

  test("bodies in uniform on slighter grounds than others", () => {
    expect(wary.accusedIn("polisi dan guru ada di sana")).toEqual(["police"]);
  });

  test("people of a school stand for it, also where the school is not named", () => {
    expect(weightsThatSay({}).accusedIn("ada pelatih di sana")).toEqual(["school"]);
  });

  test("not whom one turns to, unless it has failed", () => {
    const all = weightsThatSay({});

    expect(all.accusedIn("mau lapor polisi")).toEqual([]);
    expect(all.accusedIn("mau lapor polisi, kafe itu dibekingi")).toEqual(["police"]);
  });
});

describe("a person must look", () => {
  const likely = (score: number) => weightsThatSay({ "category:not_a_report": score });

  test("where no category is likely", () => {
    const text = "dia di sana terus";

    expect(weightsThatSay({ "category:other_violence": 5 }).assess(text).unsure).toBe(false);
    expect(weightsThatSay({ "category:other_violence": 0.5 }).assess(text).unsure).toBe(true);
  });

  test("where a child or trade is spoken of and the weights are not quite sure that it is nothing", () => {
    const texts = ["pasar ramai sekali tadi", "tadi ada open bo", "pasar ramai sekali, anak umur 9"];

    expect(texts.map((text) => likely(2).assess(text).unsure)).toEqual([false, true, true]);
    expect(texts.map((text) => likely(9).assess(text).unsure)).toEqual([false, false, false]);
  });

  test("where it is no report but sounds dangerous, and where next to nothing is said", () => {
    const frightened = weightsThatSay({ "category:not_a_report": 9, "indicator:danger_now": 1 });

    expect(frightened.assess("pasar ramai sekali tadi").unsure).toBe(true);
    expect(likely(9).assess("pasar ramai").unsure).toBe(true);
  });
});
