import { clarity } from "clarity-js";

export default ({ endpoint }) => {
  clarity.start({ projectId: "bench", upload: endpoint, track: true, content: true });
  // It sends by itself, and the rest when the page is left.
  return () => {};
};
