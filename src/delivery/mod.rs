//! Queue, retry and budget.
