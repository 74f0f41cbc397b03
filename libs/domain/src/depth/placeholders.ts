/** What stands where text is still to come: never content, wherever it stands. */

/** Latin words that English has too (class, integer, sit) are left out: they would cost real text. */
const PLACEHOLDER_WORDS = new Set(
  `tbd tba tbc todo fixme xxx xx wip placeholder placeholders lorem ipsum dolor amet consectetur consectetuer adipiscing
   adipisicing elit eiusmod tempor incididunt labore dolore magna aliqua enim veniam quis nostrud exercitation ullamco
   laboris nisi aliquip commodo consequat duis aute irure reprehenderit voluptate velit esse cillum fugiat nulla
   pariatur excepteur sint occaecat cupidatat proident culpa officia deserunt mollit anim laborum eius vel nec
   vestibulum vivamus phasellus nullam donec integer maecenas mauris morbi nunc pellentesque praesent proin quisque
   sapien sodales suspendisse ultrices ultricies varius vehicula venenatis viverra volutpat vulputate tellus tortor
   tristique turpis ornare orci pharetra placerat porta porttitor posuere pretium pulvinar rhoncus rutrum sagittis
   scelerisque semper sollicitudin tincidunt urna massa mattis metus molestie neque nibh nisl odio libero ligula
   lobortis luctus lacinia lacus laoreet lectus interdum justo imperdiet hendrerit habitant habitasse gravida
   fringilla fermentum faucibus facilisis eros erat egestas efficitur dictum dictumst dignissim dapibus cursus curabitur
   cras convallis congue condimentum blandit bibendum augue auctor arcu aliquet aliquam aenean accumsan eleifend
   elementum etiam euismod feugiat finibus fusce iaculis malesuada maximus mollis netus fames senectus purus platea
   quam risus suscipit ullamcorper vitae taciti sociosqu torquent conubia nostra inceptos himenaeos litora aptent
   natoque penatibus parturient montes nascetur ridiculus diam eget sem cum sociis hac primis
   potenti cubilia curae tation nonummy est sunt minim qui sed sit vivamus`.split(/\s+/),
);
/** Whole texts that say that nothing is said here. Compared lower-cased, with the outer punctuation off. */
const PLACEHOLDER_TEXTS =
  /^(?:n\/?a|none(?: yet| so far)?|nil|null|not (?:applicable|available|yet|known|decided)(?: yet)?|unknown|to be (?:determined|done|decided|defined|added|completed|confirmed|written|filled(?: in| out)?|provided|announced|discussed|agreed|updated)(?: later| soon)?|to (?:do|come|follow|fill)|(?:more )?(?:details?|information|content|text)(?: \w+)? (?:needed|to (?:come|follow)|here|goes here)|coming soon|work in progress|under construction|same as above|see above|write here|fill (?:in|me|this|out)(?: \w+){0,2}|insert(?: \w+){1,4} here|(?:this|the) section (?:is|was|has been) (?:intentionally )?(?:left )?(?:blank|empty)|intentionally (?:left )?blank|\.{2,}|…|-+|\?+|_+)$/;

/** Text in brackets that asks for something rather than says it. */
const PROMPT =
  /(?:^|\b)(?:needed|insert|your|yours|enter|describe|placeholder|todo|tbd|e\.g\.|optional|fill|add|list|explain|specify|name of|date of|link to|provide|choose|select|write|here|what|who|when|why|how|yyyy)\b/i;

/** TODO cut short is no word either. */
const CUT_SHORT = new Set(['tod', 'fixm', 'placeh', 'placeho', 'placehol', 'placehold', 'placeholde', 'lore', 'ipsu']);

export function isPlaceholderWord(word: string): boolean {
  return PLACEHOLDER_WORDS.has(word) || CUT_SHORT.has(word);
}

/** Whether a whole sentence, list item or cell stands for text that is still to come. */
export function isPlaceholderText(text: string): boolean {
  if (text.length > 80) return false;
  const bare = text
    .toLowerCase()
    .replace(/^[\s*_~`'"([{<:.!-]+(?=\w)/, '')
    .replace(/(?<=\w)[\s*_~`'")\]}>:.!?-]+$/, '')
    .trim();
  return bare === '' || PLACEHOLDER_TEXTS.test(bare);
}

/**
 * Takes unfilled brackets out of prose: `{…}` and `{{…}}` always, `<…>` as a tag or a prompt, `[…]` where it asks for
 * something and is no link. `prompts` holds the brackets of the template, normalised by `promptKey`.
 */
export function withoutPrompts(text: string, prompts: ReadonlySet<string>): { text: string; found: boolean } {
  let found = false;
  let out = text;
  if (out.includes('{')) {
    for (let pass = 0; pass < 3 && out.includes('{'); pass++) {
      const next = out.replace(/\{[^{}]*\}/g, () => {
        found = true;
        return ' ';
      });
      if (next === out) break;
      out = next;
    }
  }
  if (out.includes('<')) out = out.replace(/<(?!https?:|mailto:)(?=[a-zA-Z/!?])[^<>]*>/g, ' ');
  if (out.includes('[')) {
    out = out.replace(/\[([^[\]]*)\](?![([:])/g, (whole, inner: string) => {
      if (inner.length > 3 && (prompts.has(promptKey(inner)) || PROMPT.test(inner))) {
        found = true;
        return ' ';
      }
      return whole;
    });
  }
  return { text: out, found };
}

/** The texts in square brackets of a template's line, as `withoutPrompts` compares them. */
export function promptsOf(text: string): string[] {
  return [...text.matchAll(/\[([^[\]]*)\](?![([:])/g)]
    .map((match) => promptKey(match[1]!))
    .filter((key) => key.length > 0);
}

export function promptKey(inner: string): string {
  return inner.toLowerCase().replace(/\s+/g, ' ').trim();
}
