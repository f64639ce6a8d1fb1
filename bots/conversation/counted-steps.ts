/** The steps that are counted for drop-out, in the order in which a person meets them. */
export const COUNTED_STEPS = [
  "telling",
  "danger",
  "filed_danger",
  "asking_child",
  "asking_going_on",
  "asking_where",
  "asking_when",
  "readers",
  "contact",
  "summary",
  "filed_said_so",
  "filed_quiet",
  "code_opened",
  "erased",
] as const;
