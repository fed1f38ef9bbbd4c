// Options that the script's `data-` attributes may be; others may have attributes of their own there.
export const OPTIONS = "endpoint cookie domain partitioned persist consent gpc dnt sample interval tolerance without signals diagnostics frustration block mask allow keys parameters hash".split(" ");

/** What an attribute says: a list, a selector, yes or no, a number, or a text. */
const value = (name, text) =>
  /^(wi|di|pa.*s$)/.test(name) ? text.split(" ") : /^(bl|m|a|k)/.test(name) ? [text] : /^(true|false)$/.test(text) ? text == "true" : text && !isNaN(text) ? +text : text;

/** The options that a script's attributes are. */
export const attributes = (given) => {
  const options = {};
  for (const name of OPTIONS) if (name in given) options[name] = value(name, given[name]);
  return options;
};
