use crate::hash;
use crate::wire::Target;

/// What tells an element from others in every frame of a visit; frames number their targets anew.
/// Never 0, which stands for no element.
///
/// Classes count only where there is neither an `id` nor a path: buttons change theirs when pressed.
///
/// ```
/// use desireline::analysis::identity;
/// use desireline::wire::Target;
/// let buy = Target { tag: "button", path: 0x1234, ..Target::default() };
/// assert_eq!(identity(&buy), identity(&Target { classes: "busy", ..buy }));
/// assert_ne!(identity(&buy), identity(&Target { path: 0x1235, ..buy }));
/// ```
pub fn identity(target: &Target<'_>) -> u32 {
    let Target { tag, id, classes, name, path, .. } = *target;
    let classes = if id.is_empty() && path == 0 { classes } else { "" };
    let hash = [tag, id, name, classes].iter().fold(hash::START, |hash, part| {
        // No part holds a byte 0, so that it keeps them apart.
        hash::add(hash::add(hash, part.as_bytes()), &[0])
    });
    hash::add(hash, &path.to_le_bytes()).max(1)
}
