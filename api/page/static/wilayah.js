// Choosing a place from suggestions by keyboard, touch or screen reader (ARIA combobox with a listbox). The suggestions
// come from the server; without this script the field is a plain one, and the server understands what was typed.
"use strict";
for (const field of document.querySelectorAll("input[role=combobox]")) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  const options = () => [...list.querySelectorAll("[role=option]")];
  let at = -1;

  const mark = (next) => {
    at = next;
    for (const [index, option] of options().entries()) option.setAttribute("aria-selected", String(index === at));
    const chosen = options()[at];
    if (chosen === undefined) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    }
  };
  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    mark(-1);
  };
  const choose = (option) => {
    field.value = option.dataset.value;
    show(false);
  };

  new MutationObserver(() => {
    for (const [index, option] of options().entries()) option.id = `${list.id}-${index}`;
    show(options().length > 0 && document.activeElement === field);
  }).observe(list, { childList: true });
  field.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) show(false);
    else if (event.key === "ArrowDown" && count > 0) {
      if (list.hidden) show(true);
      mark((at + 1) % count);
    } else if (event.key === "ArrowUp" && count > 0 && !list.hidden) mark((at - 1 + count) % count);
    else if (event.key === "Enter" && !list.hidden && at >= 0) choose(options()[at]);
    else return;
    event.preventDefault();
  });
  // Before the field loses its focus to the click.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option !== null) choose(option);
  });
  field.addEventListener("blur", () => show(false));
}
