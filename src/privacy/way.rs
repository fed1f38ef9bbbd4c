use super::token;
use crate::hash;
use crate::text::{cut, next_part};
use crate::wire::MAX_PATH;

/// Tells an element from its like on every visit and page load: a hash of its way down from the
/// nearest element that a developer gave an `id`, or from the document's root.
///
/// `lines` holds a line for each step outwards, the element's own first: tag, place among the
/// elements of that tag before it (from 1), `id`; a blank between them. An `id` counts only if
/// [`token`](super::token()) lets it pass, since others change from visit to visit.
///
/// Gives 24 bits: FNV-1a (RFC 9923), folded; 0 where the element's own `id` says which it is, and
/// never 0 otherwise.
///
/// ```
/// use desireline::privacy::way;
/// assert_eq!(way("button 2 buy"), 0);
/// assert_eq!(way("a 1 \nli 3 \nul 1 menu\nbody 1 "), way("a 1 \nli 3 \nul 7 menu"));
/// assert_ne!(way("a 1 \nli 3 \nul 1 menu"), way("a 1 \nli 2 \nul 1 menu"));
/// ```
pub fn way(mut lines: &str) -> u32 {
    let mut hash = hash::START;
    let mut first = true;
    while let Some(line) = next_part(&mut lines, b"\n") {
        let (tag, rest) = cut(line, b" ");
        let (place, id) = cut(rest, b" ");
        let id = token(id);
        if !id.is_empty() {
            if first {
                return 0;
            }
            hash = add(hash, id);
            break;
        }
        hash = add(add(hash, tag), place);
        first = false;
    }
    ((hash >> 24 ^ hash) & MAX_PATH).max(1)
}

/// The hash with a part more, and that the part ends there.
#[inline(never)]
fn add(hash: u32, part: &str) -> u32 {
    hash::add(hash::add(hash, part.as_bytes()), b"/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_change_are_no_anchor() {
        let with = |id: &str| way(&["p 1 \ndiv 2 ", id, "\nbody 1 "].concat());
        assert_eq!(with("ember12345"), with("ember54321"));
        assert_ne!(with("main"), with(""));
        assert_ne!(way("ember12345 1 a"), way("p 1 ember12345"));
    }

    #[test]
    fn nothing_known_is_no_element_with_an_id() {
        assert_ne!(way(""), 0);
    }
}
