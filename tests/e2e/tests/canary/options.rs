//! Options by chance, as permissive and as odd as `start` takes them: none of them may undo what holds for
//! secrets (threat P30). The chance is the same in each run.

use super::case::{Case, Step, Told};
use super::shapes::SHAPES;

const SEED: u64 = 0x5EC2E7;
const SETS: usize = 25;
/// So many fields are typed into with each set; all are, by some sets.
const FIELDS: usize = 2;
/// Sets of which the control must be heard, at least: options may hide it.
const HEARD: usize = 8;

/// Selectors, and whether they match the control.
const SELECTORS: [(&str, bool); 16] = [
    ("*", true),
    ("input", true),
    (":not(html):not(body):not(p)", true),
    ("input:not([type=password])", true),
    ("#control, .p1", true),
    ("[type=password]", false),
    ("input[type='password' i]", false),
    ("form", false),
    ("form *", false),
    (".field", false),
    ("[autocomplete]", false),
    ("[name*=pwd i]", false),
    ("label, span, iframe", false),
    (":is(.p1, .p2, .p3, .p9)", false),
    ("::before", false),
    ("no-such-element", false),
];

/// Kinds that a site may leave out, or believe that it does.
const KINDS: [&str; 12] = [
    "key",
    "field",
    "input",
    "clipboard",
    "composition",
    "change",
    "focus",
    "pointer",
    "selection",
    "inside",
    "",
    "nothing",
];

const COOKIES: [&str; 4] = ["false", "'desireline'", "'!#$%&'", "'a'.repeat(64)"];
const PARAMETERS: [&str; 3] = ["q", "token", "next"];
const REDACT: [&str; 4] = ["undefined", "(url) => url", "(url) => url + '?told'", "() => document.activeElement.value"];
const DIAGNOSTICS: [&str; 4] = ["errors", "long_tasks", "resources", "vitals"];

/// One set, and what is done on its page.
pub(super) struct Set {
    text: String,
    steps: Vec<Step>,
    /// Whether keys of the control are told.
    heard: bool,
}

impl Set {
    pub(super) fn case<'a>(&'a self, body: &'a str) -> Case<'a> {
        let told = if self.heard { Told::Presence } else { Told::Page };
        Case::new("P30 options", &self.text, body, &self.steps).with(&self.text).told(told)
    }
}

/// The sets.
pub(super) fn sets() -> Vec<Set> {
    let mut chance = Chance(SEED);
    let sets: Vec<_> = (0..SETS).map(|at| set(at, &mut chance)).collect();
    let heard = sets.iter().filter(|set| set.heard).count();
    assert!(heard >= HEARD, "the control is heard with {heard} sets only: choose another seed");
    sets
}

fn set(at: usize, chance: &mut Chance) -> Set {
    let mut options =
        vec!["gpc: false".to_owned(), "dnt: false".into(), "consent: 'granted'".into(), "sample: 1".into()];
    let allow = chance.some(&SELECTORS, 4);
    let mask = chance.some(&SELECTORS, 1);
    let block = chance.some(&SELECTORS, 1);
    let without = chance.some(&KINDS, 3);
    for (name, selectors) in [("allow", &allow), ("mask", &mask), ("block", &block)] {
        let selectors: Vec<_> = selectors.iter().map(|(selector, _)| *selector).collect();
        options.push(format!("{name}: {selectors:?}"));
    }
    options.push(format!("without: {without:?}"));
    options.push(format!("signals: {}", chance.below(4) > 0));
    options.push(format!("diagnostics: {:?}", chance.some(&DIAGNOSTICS, 4)));
    options.push(format!("tolerance: {}", ["0", "0.01", "1", "50"][chance.below(4)]));
    options.push(format!("interval: {}", ["1000", "1000.5", "60000"][chance.below(3)]));
    options.push(format!("cookie: {}", COOKIES[chance.below(COOKIES.len())]));
    options.push(format!("parameters: {:?}", chance.some(&PARAMETERS, 3)));
    options.push(format!("hash: {}", chance.below(2) > 0));
    options.push(format!("redact: {}", REDACT[chance.below(REDACT.len())]));
    if chance.below(3) == 0 {
        options.push("coder: false".into());
    }
    // Every other site wants to know what is written anywhere.
    if at.is_multiple_of(2) {
        options.push("keys: ['*']".into());
    }
    let fields = (0..FIELDS).map(|nth| &SHAPES[(at * FIELDS + nth) % SHAPES.len()]);
    // A selector is a mask or a block of the control whatever allows it beside.
    let hidden = mask.iter().chain(&block).any(|(_, control)| *control) || without.contains(&"key");
    Set { text: options.join(", "), steps: fields.flat_map(|field| field.steps).copied().collect(), heard: !hidden }
}

/// Numbers by chance: SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// None to `most` of them, in any order.
    fn some<T: Copy>(&mut self, of: &[T], most: usize) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| of[self.below(of.len())]).collect()
    }
}
