// A piece of page for a test, and scripts that run as a script of the page would.

// A stage may shadow `document.getElementById`.
const find = () => Document.prototype.getElementById.call(document, "stage");

/** Puts a fresh piece of page at the body's end. */
export function raise(html) {
  strike();
  document.body.insertAdjacentHTML("beforeend", '<div id="stage"></div>');
  find().innerHTML = html;
  scrollTo(0, 0);
}

/** Takes it away. */
export const strike = () => find()?.remove();

/** Runs lines of script; `$` finds an element of the stage. */
export const run = (code) => new Function("$", code)((selector) => find().querySelector(selector));

/** The same for lines that may wait. */
export const wait = async (code) => run(`return (async () => { ${code} })()`);
