// Figures as a Markdown table: medians, with the range behind where there is one.

const middle = (values) => {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
const whole = (value) => Math.round(value).toLocaleString("en");
const tenth = (value) => value.toFixed(1);
const kib = (value) => (value / 1024).toFixed(0);

function figure(values, form) {
  if (!values.length || values.some((value) => value === undefined)) return "";
  const [low, high] = [Math.min(...values), Math.max(...values)].map(form);
  return low == high ? low : `${form(middle(values))} (${low} to ${high})`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** What browser.mjs has found, as text; `start` and `visit` hold for each name a list of runs. */
export function report({ browser, plan, seed, repetitions, versions, failed, sizes, start, visit }) {
  const names = Object.keys(sizes);
  // What a library costs, not what the page costs by itself.
  const beside = (of, name, field) => {
    const base = middle(of["the page alone"].map((one) => one[field]));
    return of[name].map((one) => one[field] - base);
  };
  const download = names.map((name) => [name, versions[name], ...["raw", "gzip", "brotli"].map((form) => whole(sizes[name][form]))]);
  const starts = names.filter((name) => start[name].length).map((name) => [
    name,
    ...["evaluated", "returned", "recording"].map((field) => figure(start[name].map((one) => one[field]), tenth)),
    figure(beside(start, name, "main"), tenth),
    figure(beside(start, name, "heap"), kib),
  ]);
  const visits = names.filter((name) => visit[name].length).map((name) => {
    const perEvent = visit[name].map(({ bytes, events }) => bytes / events);
    return [
      name,
      figure(visit[name].map((one) => one.bytes), whole),
      figure(visit[name].map((one) => one.requests), whole),
      figure(perEvent, (value) => value.toFixed(2)),
      ...["main", "script", "process"].map((field) => figure(beside(visit, name, field), whole)),
      figure(beside(visit, name, "heap"), kib),
    ];
  });
  const alone = visit["the page alone"];
  return `# Beside other recorders, in Chromium

Written by \`cargo xtask bench --browser\`. Chromium ${browser}, ${repetitions} ${repetitions == 1 ? "repetition" : "repetitions"}, libraries taking turns. Plan of
seed ${seed}: ${(plan.lasts / 1000).toFixed(0)} s, ${whole(plan.inputs.length)} inputs, ${plan.clicks.length} clicks; the page saw ${figure(alone.map((one) => one.events), whole)} events. Medians, with the range
in brackets. CPU and heap are those of the same page without a library taken off; a range that spans 0 says that nothing was measured.

## What a visitor downloads, bytes

With the few lines that start it; for rrweb also those that send.

${table(["library", "version", "raw", "gzip -9", "brotli -q 11"], download)}

## Starting in a loaded page

Script evaluated, \`start\` returned and recording begun, ms; CPU of the main thread until 2.5 s later, ms; JS heap after
collecting garbage, KiB, without wasm's memory.

${table(["library", "evaluated", "returned", "recording", "CPU", "heap"], starts)}

## One visit

Bodies of all requests from loading until leaving, bytes; CPU, ms, of the main thread, of it script, and of the whole renderer
(in steps of 10 ms); JS heap at the end after collecting garbage, KiB, without wasm's memory.

${table(["library", "bytes", "requests", "bytes an event", "CPU", "script", "renderer", "heap"], visits)}

\`rrweb\` and \`clarity\` record the page's content as well, \`rrweb, no DOM\` and desireline do not. rrweb posts what it has every
5 s with gzip, Clarity uses its own upload; each has its default privacy settings.
${failed.length ? `\nFailed:\n${failed.map((one) => `- ${one}`).join("\n")}\n` : ""}`;
}
