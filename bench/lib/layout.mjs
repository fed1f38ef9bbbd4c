// Where things stand on a page, as a plan needs it.

/** Runs in the page. Boxes are in document px, those of fixed or sticky elements in the viewport's. */
function measure(selectors) {
  const box = (element) => {
    const { x, y, width: w, height: h } = element.getBoundingClientRect();
    let fixed = false;
    for (let up = element; up; up = up.parentElement) fixed ||= ["fixed", "sticky"].includes(getComputedStyle(up).position);
    return { x: x + scrollX, y: fixed ? y : y + scrollY, w, h, fixed };
  };
  const boxes = {};
  for (const selector of selectors) {
    const element = document.querySelector(selector);
    if (element) boxes[selector] = box(element);
  }
  for (const element of document.querySelectorAll("[id]")) boxes[`#${element.id}`] ??= box(element);
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowY + getComputedStyle(element).overflowX);
  return {
    boxes,
    scrollers: [...document.querySelectorAll("body *")].filter(scrolls).map(box),
    width: innerWidth,
    height: innerHeight,
    scrolled: Math.round(scrollY),
    documentHeight: document.documentElement.scrollHeight,
  };
}

/** @param page of playwright */
export const layoutOf = (page, selectors = []) => page.evaluate(measure, selectors);
