// What the browser says of itself: the low-entropy part that very many share (threat L6).

const BROWSERS = [
  ["Edge", /Edg\w*\/(\d+)/],
  ["Opera", /OPR\/(\d+)/],
  ["Samsung Internet", /SamsungBrowser\/(\d+)/],
  ["Firefox", /(?:Firefox|FxiOS)\/(\d+)/],
  ["Chrome", /(?:Chrome|CriOS)\/(\d+)/],
  ["Safari", /Version\/(\d+).*Safari/],
];
const SYSTEMS = [
  ["Android", /Android/],
  ["iOS", /iPhone|iPad|iPod/],
  ["ChromeOS", /CrOS/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
];

/** visitor. */
export const visitor = (entry) =>
  entry.add(({ whole, happens, on, tell }) => {
    if (!on("visitor")) return;
    const { userAgent, languages, maxTouchPoints, connection } = navigator;
    const [browser, version] = BROWSERS.map(([name, pattern]) => [name, pattern.exec(userAgent)?.[1]]).find(([, version]) => version) ?? ["", 0];
    const prefers = (what) => +!!matchMedia(`(prefers-${what})`).matches;
    tell(
      33,
      0,
      happens(),
      [
        version,
        whole(devicePixelRatio * 100),
        prefers("color-scheme: dark"),
        prefers("reduced-motion: reduce"),
        +(maxTouchPoints > 0),
        ["slow-2g", "2g", "3g", "4g"].indexOf(connection?.effectiveType) + 1,
      ],
      [browser, SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? "", (languages ?? []).slice(0, 3).join(","), Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""],
    );
  });
