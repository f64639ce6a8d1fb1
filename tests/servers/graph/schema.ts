/** What Meta takes at `messages`, from its reference of message types, narrowed to what this project sends. */
import { Ajv } from "ajv";

const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
const strict = (properties: Record<string, unknown>, optional: string[] = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const body = strict({ text: text(1024) });
const reply = strict({ type: { const: "reply" }, reply: strict({ id: text(256), title: text(20) }) });
const row = strict({ id: text(200), title: text(24), description: text(72) }, ["description"]);
const sections = { type: "array", minItems: 1, maxItems: 1 };
const interactive = {
  oneOf: [
    strict({
      type: { const: "button" },
      body,
      action: strict({ buttons: { type: "array", minItems: 1, maxItems: 3, items: reply } }),
    }),
    strict({
      type: { const: "list" },
      body,
      action: strict({
        button: text(20),
        sections: {
          ...sections,
          items: strict({ rows: { type: "array", minItems: 1, maxItems: 10, items: row } }),
        },
      }),
    }),
    strict({
      type: { const: "location_request_message" },
      body,
      action: strict({ name: { const: "send_location" } }),
    }),
  ],
};
const contents = [
  { type: { const: "text" }, text: strict({ body: text(4096), preview_url: { const: false } }) },
  { type: { const: "interactive" }, interactive },
  // Content-free: a template with parts of ours in it could say something.
  {
    type: { const: "template" },
    template: strict({ name: text(512), language: strict({ code: { enum: ["id"] } }) }),
  },
];
// A business-scoped id in `to` is what Meta answers with 200 and never delivers.
const recipients = [
  { to: { type: "string", pattern: "^[0-9]{6,20}$" } },
  { recipient: { type: "string", pattern: "^[A-Z]{2}\\.[A-Za-z0-9]{1,128}$" } },
];
const common = { messaging_product: { const: "whatsapp" }, recipient_type: { const: "individual" } };

const validate = new Ajv({ allErrors: true }).compile({
  oneOf: recipients.flatMap((to) => contents.map((content) => strict({ ...common, ...to, ...content }))),
});

/** Each fault of a send, in words; a title or an id may not come twice. */
export function faultsOfSend(sent: unknown): string[] {
  if (!validate(sent)) return [`Meta would refuse ${JSON.stringify(sent).slice(0, 300)}`];
  const whole = JSON.stringify(sent);
  const titles = [...whole.matchAll(/"title":"((?:[^"\\]|\\.)*)"/g)].map(([, title]) => title);
  return [
    ...(new Set(titles).size < titles.length ? ["two choices have one title"] : []),
    ...(/[0-9a-f]{8}-[0-9a-f]{4}-/i.test(whole) ? ["an id of ours leaves"] : []),
  ];
}
