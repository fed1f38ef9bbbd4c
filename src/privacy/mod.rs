//! What may be observed: pure rules over a plain description of an element.
