/**
 * Vault: seals and opens, makes keys, codes, passphrases and pseudonyms, and vouches for rows with a server MAC.
 * Comes in: plaintext, keys, a label that says what it is. Goes out: sealed bytes, or plaintext, or an OpeningError.
 * Never knows: where anything is kept, who asks, what time it is; randomness is handed in (age draws its own).
 */
export type {
  EpochKey,
  Holder,
  KeyCopy,
  KeyPair,
  Label,
  Pepper,
  PeriodKeys,
  ServerKeys,
  Sketch,
  StoredReceipt,
} from "./words.ts";
export { OpeningError, SwappedKeyError, type OpeningReason } from "./errors.ts";
export { generateKeyPair, isPublicKey, publicKeyOf } from "./key-pair.ts";
export { addServerLayer, open, openJson, removeServerLayer, seal, sealJson } from "./seal.ts";
export {
  openInFlight,
  openJsonInFlight,
  resealInFlight,
  sealInFlight,
  sealJsonInFlight,
} from "./in-flight.ts";
export {
  createHashLine,
  createSlowHash,
  PASSPHRASE_COST,
  RECEIPT_COST,
  type HashLine,
  type SlowHash,
} from "./slow-hash.ts";
export { joinSketches, SKETCH_BITS, sketchOf } from "./sketch.ts";
export { pseudonymsOf } from "./pseudonym.ts";
export { periodNames, type PeriodNames } from "./period-name.ts";
export { throttleName } from "./throttle-name.ts";
export { looksLikeReceiptCode, parseReceiptCode } from "./receipt-code.ts";
export { mintReceipt, openReceipt } from "./receipt.ts";
export { lockPrivateKey, newPassphrase, unlockPrivateKey } from "./passphrase.ts";
export { bodyKeyMac, checkMac, macOf, receiptMac } from "./mac.ts";
export { checkEpoch, copyFor, newEpoch, openCopy, unveilCopy } from "./report-key.ts";
