// The names of a long-read page's parts, as the story knows them.

const list = (count, name) => Array.from({ length: count }, (_, index) => name(index + 1));

export const ARTICLE = {
  menu: list(5, (number) => `#nav${number}`),
  parts: list(6, (part) => ({
    paragraphs: list(4, (number) => `#s${part}p${number - 1}`),
    buttons: [`#like${part}`, `#share${part}`],
  })),
  list: "#scroller",
  fields: { name: "#f_name", mail: "#f_email", secret: "#f_pass", show: "#f_show", choice: "#f_plan", tick: "#f_ok", message: "#f_msg", send: "#f_go" },
};
