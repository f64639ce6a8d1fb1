/** Forms: every control has a label, keeps what was typed, and works without JavaScript. */
import { attribute, html, raw, type Html, type Piece } from "./html.ts";

type Control = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  required?: boolean;
  /** Makes ids unique where the same control stands twice on a page. */
  scope?: string;
  /** What is wrong with what was typed, and what it should be. */
  fault?: string | undefined;
};

export type Option = { value: string; label: string; hint?: string };

/** The id of the control, to which a link may lead. */
export const idOf = (control: { name: string; scope?: string }) =>
  control.scope === undefined ? control.name : `${control.scope}-${control.name}`;

const label = (control: Control) => html`<label for="${idOf(control)}">${control.label}</label>
${hintOf(control)}`;

const hintOf = (
  control: Control,
) => html`${control.hint !== undefined && html`<p class="hint" id="${idOf(control)}-hint">${control.hint}</p>`}
${faultOf(control)}`;

/** For boxes and buttons inside their label: an id only where a link may want to lead to them. */
const ownId = (control: Control) => control.scope !== undefined && html` id="${idOf(control)}"`;

/** What is wrong with a control, in words beside it. */
export const faultOf = (control: Pick<Control, "name" | "scope" | "fault">) =>
  control.fault !== undefined && html`<p class="fault" id="${idOf(control)}-salah">${control.fault}</p>`;

/** Ties hint and fault to their control, and marks it as wrong, for whoever does not see them. */
export function describedBy(control: Pick<Control, "name" | "scope" | "fault"> & { hint?: unknown }) {
  const told = [control.hint !== undefined && "hint", control.fault !== undefined && "salah"]
    .filter((part) => part !== false)
    .map((part) => `${idOf(control)}-${part}`);
  return html`${told.length > 0 && html` aria-describedby="${told.join(" ")}"`}${control.fault !== undefined && raw(' aria-invalid="true"')}`;
}

/** One line of input. `autocomplete` is off unless named: shared office machines must not remember. */
export function field(
  control: Control & {
    type?: "text" | "password" | "tel" | "email" | "number" | "time" | "date";
    autocomplete?: string;
    maxLength?: number;
    inputMode?: "numeric" | "text";
    /** Id of a datalist that offers values. */
    list?: string;
  },
): Html {
  return html`<div class="control">${label(control)}
<input id="${idOf(control)}" name="${control.name}" type="${control.type ?? "text"}" value="${control.value ?? ""}" autocomplete="${control.autocomplete ?? "off"}"${control.maxLength !== undefined && html` maxlength="${control.maxLength}"`}${control.inputMode && html` inputmode="${control.inputMode}"`}${control.list !== undefined && html` list="${control.list}"`}${describedBy(control)}${attribute("required", control.required === true)}>
</div>`;
}

/** Several lines of input. */
export function words(control: Control & { rows?: number; maxLength?: number }): Html {
  // The line break after the tag is swallowed by browsers, so a text that begins with one keeps it.
  return html`<div class="control">${label(control)}
<textarea id="${idOf(control)}" name="${control.name}" rows="${control.rows ?? 4}"${control.maxLength !== undefined && html` maxlength="${control.maxLength}"`}${describedBy(control)}${attribute("required", control.required === true)}>
${control.value ?? ""}</textarea>
</div>`;
}

/** One of several, as a drop-down. Without a value the first line asks to choose. */
export function choose(control: Control & { options: Option[]; ask?: string }): Html {
  return html`<div class="control">${label(control)}
<select id="${idOf(control)}" name="${control.name}"${describedBy(control)}${attribute("required", control.required === true)}>
${control.ask !== undefined && html`<option value="">${control.ask}</option>`}
${control.options.map(
  (option) =>
    html`<option value="${option.value}"${attribute("selected", option.value === control.value)}>${option.label}</option>`,
)}
</select>
</div>`;
}

/** One of several, all in sight. */
export function radios(control: Control & { options: Option[] }): Html {
  return html`<fieldset class="control" role="radiogroup"${describedBy(control)}><legend>${control.label}</legend>
${hintOf(control)}
${control.options.map(
  (
    option,
    index,
  ) => html`<label class="choice"><input type="radio"${index === 0 && ownId(control)} name="${control.name}" value="${option.value}"${attribute("checked", option.value === control.value)}${attribute("required", control.required === true)}>
<span>${option.label}${option.hint !== undefined && html`<small>${option.hint}</small>`}</span></label>`,
)}
</fieldset>`;
}

/** A box to tick. */
export const tick = ({ hint, ...control }: Control & { checked?: boolean }): Html =>
  html`${faultOf(control)}<label class="choice"><input type="checkbox"${ownId(control)} name="${control.name}" value="${control.value ?? "1"}"${describedBy(control)}${attribute("checked", control.checked === true)}${attribute("required", control.required === true)}>
<span>${control.label}${hint !== undefined && html`<small>${hint}</small>`}</span></label>`;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/**
 * A form that posts, with its CSRF field. `tone`: how grave the button looks. `answers`: the server says at each field
 * what is wrong with it, so the browser keeps its own words, in a language of its own and one field at a time, to itself.
 */
export function form(parts: {
  action: string;
  csrf: string;
  submit: string;
  tone?: "main" | "quiet" | "grave";
  inline?: boolean;
  answers?: boolean;
  id?: string;
  body?: Piece;
}): Html {
  return html`<form method="post" action="${parts.action}" class="${parts.inline ? "inline" : "stack"}"${parts.answers && raw(" novalidate")}${parts.id !== undefined && html` id="${parts.id}"`}${raw(' autocomplete="off"')}>
${hidden("_csrf", parts.csrf)}
${parts.body}
<button class="${parts.tone ?? "main"}">${parts.submit}</button>
</form>`;
}

/** A form folded away until it is wanted; open when it holds something typed. */
export const folded = (parts: { summary: string; open?: boolean; id?: string; body: Piece }): Html =>
  html`<details class="folded"${parts.id !== undefined && html` id="${parts.id}"`}${attribute("open", parts.open === true)}><summary>${parts.summary}</summary>
<div class="folded-body">${parts.body}</div></details>`;
