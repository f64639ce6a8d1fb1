import { channelContract, type ContractPerson } from "../contracts/channel.ts";
import { type Browser, createBrowser } from "./browser.ts";
import { openWebchat } from "./open.ts";

channelContract("webchat", async (inbox) => {
  const { webchat, app } = await openWebchat(inbox);
  const browser = createBrowser(app);
  await browser.open("/chat");
  let twice = false;
  const { person, leaves } = personAt(browser, () => {
    const repeat = twice;
    twice = false;
    return repeat;
  });
  return {
    channel: {
      ...webchat,
      // The person looks at the page again after whatever was said or erased.
      say: async (address, message) => {
        const delivery = await webchat.say(address, message);
        await browser.open("/chat");
        return delivery;
      },
      erase: async (address, traces) => {
        await webchat.erase?.(address, traces);
        await browser.open("/chat");
      },
    },
    person,
    filesFetched: () => 0,
    duplicateNext: () => {
      twice = true;
    },
    close: async () => {
      await leaves();
      await app.close();
    },
  };
});

/** Somebody who presses "Kirim" again while the page says that it could not be sent. */
function personAt(browser: Browser, repeats: () => boolean) {
  let queue: Promise<void> = Promise.resolve();
  let left = false;
  const isHere = () => !left;

  async function trySending(text: string): Promise<boolean> {
    const form = browser.form({ teks: text });
    const answer = await browser.post("/chat", form);
    if (repeats()) await browser.request("POST", "/chat", { ...form, kunci: browser.form().kunci });
    return answer.statusCode < 500;
  }
  async function keepTrying(text: string): Promise<void> {
    while (isHere() && !(await trySending(text))) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  const person: ContractPerson = {
    types(text) {
      const tried = queue.then(() => trySending(text));
      // Words that were not taken wait in the box; what comes later waits behind them.
      queue = tried.then((sent) => (sent ? undefined : keepTrying(text)));
      return tried.then(() => undefined);
    },
    async presses(label) {
      await browser.press(label);
    },
    reads: () => [...browser.lines("ours"), ...browser.choices()],
    sees: () => browser.lines(),
    identity: ["lightMyRequest", "127.0.0.1"],
  };
  async function leaves(): Promise<void> {
    left = true;
    await queue;
  }
  return { person, leaves };
}
