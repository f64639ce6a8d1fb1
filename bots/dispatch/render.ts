/** From the engine's prompts to messages a channel can say. */
import type { Locale } from "../../api/kernel.ts";
import type { Texts } from "../../locales/index.ts";
import type { Message } from "../channel.ts";
import type { Prompt } from "../conversation/index.ts";

export function render(prompt: Prompt, locale: Locale, texts: Texts): Message {
  return {
    text: texts.say(locale, prompt.key, prompt.params),
    choices: (prompt.choices ?? []).map(({ token, key, params }) => ({
      token,
      label: texts.say(locale, key, params),
    })),
    protect: prompt.copyable !== true,
    ...(prompt.askPlace ? { askPlace: true } : {}),
  };
}
