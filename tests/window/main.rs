//! The window from outside: it is opened on invented reports, clicked through and looked at.

mod deciding;
// The attribute tells the lints that its helpers belong to tests, and may panic.
#[cfg(test)]
mod harness;
mod pictures;
mod places;
mod printed;
mod reading;
