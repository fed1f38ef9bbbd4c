// Numbers that look random and are the same for the same seed: a plan can be played again.

/** A generator with 32 bits of state (a Weyl sequence, mixed by murmur3's finaliser). */
export function seeded(seed) {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let bits = state;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
  };
  const between = (low, high) => low + (high - low) * unit();
  const whole = (low, high) => Math.floor(between(low, high + 1));
  return {
    unit,
    between,
    whole,
    chance: (share) => unit() < share,
    pick: (list) => list[whole(0, list.length - 1)],
    /** Normal, mean 0, deviation 1 (Box and Muller). */
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    shuffle(list) {
      const order = [...list];
      for (let last = order.length - 1; last > 0; last--) {
        const other = whole(0, last);
        [order[last], order[other]] = [order[other], order[last]];
      }
      return order;
    },
  };
}
