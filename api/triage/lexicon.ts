/** The words and phrases of triage, read once at import; they live as plain lists in lexicon/*.json. */
import acts from "./lexicon/acts.json" with { type: "json" };
import context from "./lexicon/context.json" with { type: "json" };
import corps from "./lexicon/corps.json" with { type: "json" };
import danger from "./lexicon/danger.json" with { type: "json" };
import glossary from "./lexicon/glossary.json" with { type: "json" };
import ordinary from "./lexicon/ordinary.json" with { type: "json" };
import people from "./lexicon/people.json" with { type: "json" };
import { createPhrases, type Hit } from "./phrases.ts";
import { normalise, type Token } from "./normalise.ts";
import { createVocabulary } from "./vocabulary.ts";

const CONCEPTS = { ...acts, ...people, ...corps, ...context, ...danger, ...ordinary };
export type Concept = keyof typeof CONCEPTS;

const spellings = createVocabulary([], [glossary.chat, glossary.numbers]);
const phrases = createPhrases(CONCEPTS, (word) => {
  const plain = spellings.plain(word);
  return plain?.length === 1 && plain[0] !== undefined ? plain[0] : word;
});
/** Names and plain words that must not be taken for a misspelling of a word above: "tinggi" is not "tinggal". */
const themselves = glossary.themselves.split(" ");
const vocabulary = createVocabulary([...phrases.words(), ...themselves], [glossary.chat, glossary.numbers]);

/** A text as triage sees it: plain words, and which concepts its words touch. */
export type Reading = { text: string; tokens: Token[]; hits: Map<Concept, Hit[]> };

export function read(text: string): Reading {
  const tokens = normalise(text, vocabulary);
  const hits = new Map<Concept, Hit[]>();
  for (const hit of phrases.find(tokens)) {
    const concept = hit.concept as Concept;
    const known = hits.get(concept);
    if (known === undefined) hits.set(concept, [hit]);
    else known.push(hit);
  }
  return { text, tokens, hits };
}
