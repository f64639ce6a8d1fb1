/** From a message to what `sendMessage` takes: pieces that fit, buttons on the last. */
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from "grammy/types";
import { numbered, split, type Message } from "../channel.ts";

/** Characters in one message (Bot API, sendMessage). Counted here in UTF-16 units, which is never fewer. */
export const LONGEST = 4096;
/** Bytes in `callback_data` (Bot API, InlineKeyboardButton). */
export const LONGEST_TOKEN = 64;
/** A sign that needs no language: the label of the button that sends a location. */
const PLACE_SIGN = "📍";

export type Letter = {
  text: string;
  protect_content: boolean;
  link_preview_options: { is_disabled: true };
  reply_markup?: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;
};

/**
 * The letters of a message, in order. Choices stand as numbers in the text and as buttons below it: a press is lost
 * 150 s after Telegram could not hand it over, a typed number is not. A message that offers a location besides its
 * choices ends with a letter of its own for that, since Telegram shows one keyboard a letter; every other message
 * takes an earlier location button away.
 * Throws RangeError for a token over 64 bytes or a message without words: faults of ours, not of a network.
 */
export function lettersOf(message: Message): Letter[] {
  const pieces = split(numbered(message), LONGEST);
  if (pieces.length === 0) throw new RangeError("message_without_words");
  const letters = pieces.map((text): Letter => letterOf(text, message));
  const last = letters[letters.length - 1] as Letter;
  if (message.choices.length > 0) last.reply_markup = buttonsOf(message);
  else last.reply_markup = message.askPlace ? PLACE_KEYBOARD : { remove_keyboard: true };
  if (message.choices.length > 0 && message.askPlace) {
    letters.push({ ...letterOf(PLACE_SIGN, message), reply_markup: PLACE_KEYBOARD });
  }
  return letters;
}

const letterOf = (text: string, message: Message): Letter => ({
  text,
  // Asked of the client, which may ignore it; only what must be copied (numbers to call, the code) goes without.
  protect_content: message.protect,
  // A preview would make Telegram fetch the address a reporter or officer named.
  link_preview_options: { is_disabled: true },
});

const PLACE_KEYBOARD: ReplyKeyboardMarkup = {
  keyboard: [[{ text: PLACE_SIGN, request_location: true }]],
  one_time_keyboard: true,
  resize_keyboard: true,
};

function buttonsOf({ choices }: Message): InlineKeyboardMarkup {
  return {
    inline_keyboard: choices.map(({ token, label }) => {
      const bytes = Buffer.byteLength(token);
      if (bytes === 0 || bytes > LONGEST_TOKEN) throw new RangeError("choice_token_length");
      return [{ text: label, callback_data: token }];
    }),
  };
}
