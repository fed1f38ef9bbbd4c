// The search for a secret in every coding that it may have taken on its way: the twin of
// src/testkit/search.rs, where the reasons for the lengths are.

const PIECE = 4;
const PIECE_IN_NOISE = 6;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const encoder = new TextEncoder();

/** Bytes as text, a character each, so that they can be searched as a text can. */
const latin = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function utf16(text, little) {
  const units = Array.from({ length: text.length }, (_, place) => text.charCodeAt(place));
  return latin(units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}

/** The characters of base64 that depend on these bytes alone, when `before` bytes (modulo 3) stand
 * before them: a character carries 6 bits. */
function base64Inside(bytes, before) {
  const bit = (at) => (bytes[(at >> 3) - before] >> (7 - (at & 7))) & 1;
  let text = "";
  for (let at = Math.ceil((before * 8) / 6); at < Math.floor(((before + bytes.length) * 8) / 6); at++) {
    let value = 0;
    for (let place = at * 6; place < at * 6 + 6; place++) value = (value << 1) | bit(place);
    text += BASE64[value];
  }
  return text;
}

function codings(piece) {
  const bytes = encoder.encode(piece);
  const inside = [0, 1, 2].map((before) => base64Inside(bytes, before));
  return [
    ["UTF-8", latin(bytes)],
    ["UTF-8, reversed", latin(encoder.encode([...piece].reverse().join("")))],
    ["UTF-16LE", utf16(piece, true)],
    ["UTF-16BE", utf16(piece, false)],
    ["hexadecimal", hex(bytes)],
    ["hexadecimal, large", hex(bytes).toUpperCase()],
    ...inside.map((text) => ["base64", text]),
    ...inside.map((text) => ["base64url", text.replace(/\+/g, "-").replace(/\//g, "_")]),
  ];
}

/** What was found of a text in some bytes, a sentence each. */
export function search(secret, bytes, noise = false) {
  const characters = [...secret];
  if (characters.length < PIECE) throw new TypeError(`a secret shorter than ${PIECE} characters is found by chance`);
  const length = noise ? Math.min(PIECE_IN_NOISE, characters.length) : PIECE;
  const place = latin(bytes);
  const found = [];
  for (let at = 0; at + length <= characters.length; at++) {
    const piece = characters.slice(at, at + length).join("");
    for (const [coding, needle] of codings(piece)) if (place.includes(needle)) found.push(`"${piece}" in ${coding}`);
  }
  return found;
}
