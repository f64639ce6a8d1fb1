/**
 * The only door to Baileys: nothing else imports it. First the console is muted, for libsignal prints private keys;
 * then the check of signatures is made real, for Baileys 7.0.0-rc14 takes libsignal's "false" for a yes.
 */
import "./quiet.ts";
import { Curve, generateSignalPubKey } from "@whiskeysockets/baileys";
import { verifySignature } from "libsignal/src/curve.js";

/** Whether the signature is right. Without this the server's certificate and the account's signature prove nothing. */
Curve.verify = (publicKey, message, signature) => {
  try {
    // libsignal gives a boolean, and throws for keys and signatures of a wrong length.
    const right: unknown = verifySignature(generateSignalPubKey(publicKey), message, signature);
    return right === true;
  } catch {
    return false;
  }
};

export {
  areJidsSameUser,
  BufferJSON,
  Browsers,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  fetchLatestWaWebVersion,
  generateMessageIDV2,
  generateWAMessageFromContent,
  initAuthCreds,
  isLidUser,
  isPnUser,
  jidNormalizedUser,
  makeWASocket,
  MISSING_KEYS_ERROR_TEXT,
  normalizeMessageContent,
  proto,
  unpadRandomMax16,
  type AuthenticationCreds,
  type BinaryNode,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  type WAMessage,
  type WASocket,
  type WAVersion,
} from "@whiskeysockets/baileys";
