// rrweb leaves sending to its user. This is what its guide suggests, a buffer posted every few seconds, and
// compressed, since nobody would send it plain.
import { record } from "@rrweb/record";

const INTERVAL = 5000;

export default ({ endpoint, recordDOM }) => {
  let events = [];
  let sent = Promise.resolve();
  const take = () => {
    const text = JSON.stringify(events);
    events = [];
    return text;
  };
  const send = () => {
    if (!events.length) return sent;
    const packed = new Response(new Blob([take()]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
    return (sent = Promise.all([sent, packed]).then(([, body]) => fetch(endpoint, { method: "POST", body })));
  };
  record({ emit: (event) => events.push(event), recordDOM });
  setInterval(send, INTERVAL);
  // Nothing waits for a compressor when the page goes.
  addEventListener("pagehide", () => events.length && navigator.sendBeacon(endpoint, take()));
  return send;
};
