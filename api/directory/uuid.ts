/** Ids of rows that have no branded id of their own in the kernel. */
import { newId, type AnyId, type Random } from "../kernel.ts";

export const newUuid = (random: Random): string => newId<AnyId>(random);
