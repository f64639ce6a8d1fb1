/** What admin pages are given. The desk is not among it: administering opens no door to a report. */
import type { Guard } from "../guard.ts";
import type { Pages } from "../pages.ts";
import type { WebParts } from "../parts.ts";
import type { SessionBook } from "../session.ts";

export type AdminParts = Pick<
  WebParts,
  "directory" | "aliases" | "facts" | "watch" | "gazetteer" | "publicUrl" | "clock" | "channels" | "whatsapp"
> & { book: SessionBook; pages: Pages; guard: Guard };
