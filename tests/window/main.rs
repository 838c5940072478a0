//! The window from outside: it is opened on invented reports, clicked through and looked at.

mod harness;
mod pictures;
mod places;
mod reading;
