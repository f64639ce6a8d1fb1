/** Parsing what came in from a browser, once, at the edge. */
import type { FastifyRequest } from "fastify";

/** Fields of a posted form as text; a field that came several times keeps its first value. */
export type Fields = Record<string, string>;

export function fieldsOf(request: FastifyRequest): Fields {
  const fields: Fields = {};
  if (typeof request.body !== "object" || request.body === null) return fields;
  for (const [name, value] of Object.entries(request.body)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === "string") fields[name] = first.replaceAll("\r\n", "\n");
  }
  return fields;
}

/** Every value of a field that may come several times (boxes to tick). */
export function everyOf(request: FastifyRequest, name: string): string[] {
  const body: unknown = request.body;
  if (typeof body !== "object" || body === null) return [];
  const value: unknown = (body as Record<string, unknown>)[name];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}

export const queryOf = (request: FastifyRequest): Fields =>
  fieldsOf({ body: request.query } as FastifyRequest);

export const paramOf = (request: FastifyRequest, name: string): string =>
  (request.params as Record<string, string | undefined>)[name] ?? "";

/** A value of a closed list, or undefined. */
export const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined): T | undefined =>
  allowed.find((one) => one === value);

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A path of this site to return to, or undefined: never another origin, however it is written. */
export function localPath(value: string | undefined, publicUrl: string): string | undefined {
  if (value === undefined || !value.startsWith("/") || !URL.canParse(value, publicUrl)) return undefined;
  const url = new URL(value, publicUrl);
  return url.origin === new URL(publicUrl).origin ? url.pathname + url.search : undefined;
}
