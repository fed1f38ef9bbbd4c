//! The visitor's hand: real input through the driver, none of it made by script.

use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::actions::InputSource;
use fantoccini::actions::{
    ActionSequence, Actions, KeyAction, KeyActions, MouseActions, PointerAction, WheelAction, WheelActions,
};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// How long the pointer takes for one leg of its way.
const LEG: Duration = Duration::from_millis(80);

/// A mouse button, by its number in the DOM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// The left one.
    Main = 0,
    /// The wheel.
    Wheel = 1,
    /// The right one.
    Secondary = 2,
}

/// Where an element stands in the viewport, in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Place {
    /// The middle, in whole px.
    pub fn middle(&self) -> (i32, i32) {
        ((self.x + self.w / 2.0) as i32, (self.y + self.h / 2.0) as i32)
    }

    /// Whether a point is on the element.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        (self.x..=self.x + self.w).contains(&x) && (self.y..=self.y + self.h).contains(&y)
    }
}

/// Moves, clicks, turns the wheel and types in the current window.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    client: &'a Client,
}

impl<'a> Hand<'a> {
    pub(crate) fn new(client: &'a Client) -> Self {
        Self { client }
    }

    /// Brings an element into view and says where it stands.
    ///
    /// # Errors
    /// There is no such element.
    pub async fn find(&self, selector: &str) -> Result<Place> {
        let script = "const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const { x, y, width, height } = element.getBoundingClientRect();
            return [x, y, width, height];";
        let place =
            self.client.execute(script, vec![json!(selector)]).await.with_context(|| format!("no {selector}"))?;
        let side = |index: usize| place.get(index).and_then(Value::as_f64).context("a rectangle");
        Ok(Place { x: side(0)?, y: side(1)?, w: side(2)?, h: side(3)? })
    }

    /// Moves the pointer through points of the viewport, steadily and without a halt.
    ///
    /// # Errors
    /// The driver refused, say because a point is outside the viewport.
    pub async fn travel(&self, points: &[(i32, i32)]) -> Result<()> {
        self.travel_at(points, LEG).await
    }

    /// The same with another time for each leg: Chromium's driver moves the pointer once a leg, the
    /// others' in between too.
    ///
    /// # Errors
    /// As [`travel`](Self::travel).
    pub async fn travel_at(&self, points: &[(i32, i32)], leg: Duration) -> Result<()> {
        self.perform(points.iter().fold(mouse(), |way, point| way.then(to(*point, leg)))).await
    }

    /// Clicks the middle of an element with the main button, and says where the element stood.
    ///
    /// # Errors
    /// There is no such element, or the driver refused.
    pub async fn click(&self, selector: &str) -> Result<Place> {
        self.click_with(selector, Button::Main, None).await
    }

    /// Clicks with a button, while a modifier is held.
    ///
    /// # Errors
    /// As [`click`](Self::click).
    pub async fn click_with(&self, selector: &str, button: Button, held: Option<Key>) -> Result<Place> {
        let place = self.find(selector).await?;
        if let Some(key) = held {
            self.perform(keyboard().then(KeyAction::Down { value: key.into() })).await?;
        }
        self.perform(press(mouse().then(to(place.middle(), LEG)), button)).await?;
        if let Some(key) = held {
            self.perform(keyboard().then(KeyAction::Up { value: key.into() })).await?;
        }
        Ok(place)
    }

    /// Clicks the middle of an element twice, without a rest.
    ///
    /// # Errors
    /// As [`click`](Self::click).
    pub async fn double_click(&self, selector: &str) -> Result<()> {
        let place = self.find(selector).await?;
        let way = press(mouse().then(to(place.middle(), LEG)), Button::Main);
        self.perform(press(way, Button::Main)).await
    }

    /// Moves through points and clicks the last, all in one go: the page gets no rest.
    ///
    /// # Errors
    /// The driver refused.
    pub async fn travel_and_click(&self, points: &[(i32, i32)]) -> Result<()> {
        let way = points.iter().fold(mouse(), |way, point| way.then(to(*point, LEG)));
        self.perform(press(way, Button::Main)).await
    }

    /// Turns the wheel over a point of the viewport, by some px.
    ///
    /// # Errors
    /// The driver refused.
    pub async fn wheel(&self, (x, y): (i32, i32), delta_y: i64) -> Result<()> {
        let mut wheel = WheelActions::new("wheel".into());
        let (x, y) = (i64::from(x), i64::from(y));
        wheel.push(WheelAction::Scroll { duration: Some(LEG), x, y, delta_x: 0, delta_y });
        self.perform(wheel).await
    }

    /// Types a text into whatever has the focus.
    ///
    /// # Errors
    /// The driver refused.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.perform(text.chars().fold(keyboard(), tap)).await
    }

    /// Presses keys, one after the other.
    ///
    /// # Errors
    /// The driver refused.
    pub async fn press(&self, keys: &[Key]) -> Result<()> {
        self.perform(keys.iter().fold(keyboard(), |way, key| tap(way, (*key).into()))).await
    }

    /// Presses a key while another is held.
    ///
    /// # Errors
    /// The driver refused.
    pub async fn chord(&self, held: Key, key: char) -> Result<()> {
        let way = tap(keyboard().then(KeyAction::Down { value: held.into() }), key);
        self.perform(way.then(KeyAction::Up { value: held.into() })).await
    }

    async fn perform(&self, sequence: impl Into<ActionSequence>) -> Result<()> {
        Ok(self.client.perform_actions(Actions::from(sequence.into())).await?)
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".into())
}

fn keyboard() -> KeyActions {
    KeyActions::new("keyboard".into())
}

fn to((x, y): (i32, i32), duration: Duration) -> PointerAction {
    PointerAction::MoveTo { duration: Some(duration), x: x.into(), y: y.into() }
}

fn press(way: MouseActions, button: Button) -> MouseActions {
    let button = button as u64;
    way.then(PointerAction::Down { button }).then(PointerAction::Up { button })
}

fn tap(way: KeyActions, value: char) -> KeyActions {
    way.then(KeyAction::Down { value }).then(KeyAction::Up { value })
}
