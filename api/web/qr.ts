/** QR codes drawn here, as SVG without style or script, so that what they hold reaches no other site. */
import { renderSVG } from "uqr";
import { raw, type Html } from "../page/index.ts";

export const qr = (text: string): Html =>
  raw(renderSVG(text, { ecc: "M", border: 2, whiteColor: "#ffffff", blackColor: "#000000" }));
