#[cfg(feature = "std")]
use alloc::rc::Rc;
#[cfg(feature = "std")]
use core::cell::RefCell;

use super::recording::{Life, Recording};
#[cfg(feature = "std")]
use super::{Options, StartError, clock};
use super::{edge, page};
use crate::path::Path;
use crate::session::{SessionId, StreamId};

/// Starts a recording that goes on until its `end`.
#[cfg(feature = "std")]
pub(crate) fn start(options: &Options) -> Result<Rc<RefCell<Recording>>, StartError> {
    options.check()?;
    if edge::broken() {
        return Err(StartError::Broken);
    }
    if edge::busy() {
        return Err(StartError::Running);
    }
    let jar = edge::jar(options);
    if edge::refused(options, &jar) {
        return Err(StartError::Refused);
    }
    let session = edge::session(&jar, options.keeps()).ok_or(StartError::NoRandom)?;
    if !session.is_in(options.sample) {
        return Err(StartError::SampledOut);
    }
    let stream = edge::stream().ok_or(StartError::NoRandom)?;
    edge::shows(&edge::addresses(options.parameters.clone(), options.hash, options.redact.clone()));
    let began = options.began.unwrap_or_else(clock::now) as u64;
    let recording = Rc::new(RefCell::new(open(Life::new(), Path::new(options.tolerance), session, stream, began)));
    Life::begin(&recording, options, &jar);
    Ok(recording)
}

/// A recording of the page as it is. `began` is the page event's time, in ms since the page began.
pub(crate) fn open(life: Life, path: Path, session: SessionId, stream: StreamId, began: u64) -> Recording {
    let mut recording = Recording::new(life, path, session, stream);
    page::opened(&mut recording, began, edge::navigation());
    recording
}
